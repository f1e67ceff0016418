//! What only the owner can do.

use std::rc::Rc;

use super::owner::Owner;
use super::{LogEntry, Message, Metrics, MetricsSnapshot, Refusal, RuntimeReducer, SliceInfo, Snapshot, Sync, find};
use crate::{Contract, RegistrationError, Rejected, StoreError};

/// What only the owner can do.
#[derive(Clone, Copy)]
pub struct OwnerHandle<'a> {
    pub(super) owner: &'a Owner,
}

impl OwnerHandle<'_> {
    /// The id stamped on this store.
    #[must_use]
    pub fn store_id(&self) -> &str {
        &self.owner.settings.options.store_id
    }

    /// The contract that its slices are of.
    #[must_use]
    pub fn contract(&self) -> &Contract {
        &self.owner.settings.contract
    }

    /// The type of the action after which the session is known, if there is one: see [`StoreBuilder::ready_on`].
    #[must_use]
    pub fn ready_on(&self) -> Option<&'static str> {
        self.owner.settings.ready_on
    }

    /// The type of the action that empties the slices with a user's data, if there is one: see [`StoreBuilder::reset_on`].
    #[must_use]
    pub fn reset_on(&self) -> Option<&'static str> {
        self.owner.settings.reset_on
    }

    /// The sequence number of the last applied action; 0 before the first.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.owner.seq()
    }

    /// Calls subscribers as after an action, without one: what Redux clients probe a store with changes nothing, but is heard.
    ///
    /// # Errors
    /// [`Rejected`] in a reducer, which may not dispatch.
    pub fn probe(&self) -> Result<(), Rejected> {
        self.owner.probe()
    }

    /// Dispatches encoded bytes (a [`tarn_wire::Tagged`]) in the name of `from`.
    ///
    /// # Errors
    /// [`Rejected`], with the state as it was.
    pub fn dispatch_encoded(&self, from: &Rc<str>, bytes: Vec<u8>) -> Result<(), Rejected> {
        self.owner.dispatch(from, bytes)
    }

    /// Attaches a replica: `deliver` gets every message from now on. It is called with no borrow held, and may dispatch.
    pub fn attach(&self, name: &Rc<str>, sync: Sync, deliver: impl Fn(&Message) + 'static) {
        self.owner.attach(name, sync, Rc::new(deliver));
    }

    /// Ends the stream to the replicas of that name.
    pub fn detach(&self, name: &str) {
        self.owner.detach(name);
    }

    /// The encoded state of a slice.
    #[must_use]
    pub fn peek(&self, slice: &str) -> Option<Vec<u8>> {
        self.owner.peek(slice)
    }

    /// What has become of a slice since that version, as numbers at paths in its state (see [`Slice::numbers_of`]); `None` if
    /// more than numbers has changed, or it is too long ago.
    #[must_use]
    pub fn steps_since(&self, slice: &str, version: u64) -> Option<String> {
        self.owner.steps_since(slice, version)
    }

    /// The state of a slice for the replica of that name, which follows it from now on.
    #[must_use]
    pub fn snapshot(&self, name: &str, slice: &str) -> Snapshot {
        self.owner.snapshot(name, slice)
    }

    /// The slices that somebody reads although nobody has registered or stored them, in debug builds: each is a warning there.
    #[cfg(debug_assertions)]
    #[must_use]
    pub fn missing_slices(&self) -> Vec<String> {
        self.owner.missing.borrow().clone()
    }

    /// Calls `each` with each slice's key, and a number that changes with its state.
    pub fn for_each_slice(&self, each: &mut dyn FnMut(&str, u64)) {
        self.owner.for_each_slice(each);
    }

    /// Whether the slice of this action marks it as one of which other tabs hear.
    #[must_use]
    pub fn crosses_tabs(&self, action_type: &str) -> bool {
        let (slice, name) = action_type.split_once('/').unwrap_or_default();
        find(&self.owner.cells, slice).is_some_and(|cell| cell.crosses_tabs(name))
    }

    /// All slices, and whose they are.
    #[must_use]
    pub fn slices(&self) -> Vec<SliceInfo> {
        self.owner.slice_infos()
    }

    /// Where in this memory a number lies, of 32 bits, that is another one whenever the state is: who looks there need not ask.
    #[must_use]
    pub fn edition(&self) -> *const u32 {
        self.owner.edition.as_ptr()
    }

    /// How often a slice was registered, or came back with its remote.
    #[must_use]
    pub fn registrations(&self) -> u64 {
        self.owner.generation.get()
    }

    /// Registers a slice in the name of `by`: see [`Store::register_slice`].
    ///
    /// # Errors
    /// As there.
    pub fn register(
        &self,
        slice: &str,
        by: &Rc<str>,
        initial: Vec<u8>,
        reducer: Rc<dyn RuntimeReducer>,
    ) -> Result<(), RegistrationError> {
        self.owner.register_slice(slice, by, initial, reducer)
    }

    /// Removes a slice that `by` registered.
    pub fn unregister(&self, slice: &str, by: &str) {
        self.owner.unregister_slice(slice, by);
    }

    /// The remote of this name is gone: its slices keep their states until it is back.
    pub fn orphan_slices(&self, by: &str) {
        self.owner.orphan_slices(by);
    }

    /// A slice that is registered from now on begins with what `stored` gives for it: read then and not before, because
    /// another tab may have written meanwhile. The second argument tells whether the reducer accepts a state.
    pub fn restore_registered(&self, stored: impl Fn(&str, &dyn Fn(&[u8]) -> bool) -> Option<Vec<u8>> + 'static) {
        *self.owner.stored.borrow_mut() = Some(Rc::new(stored));
    }

    /// What is stored of slices that nobody has registered here may be another state by now, be it that the user has gone or
    /// that another tab has stored it: tells the replicas that read it.
    pub fn refresh_stored(&self) {
        self.owner.refresh_stored();
    }

    /// Puts these states in place of the present ones, in all replicas: time travel, and imports.
    ///
    /// # Errors
    /// When there is no such slice, or it does not accept the state; then nothing is changed.
    pub fn replace(&self, states: &[(String, Vec<u8>)]) -> Result<(), StoreError> {
        self.owner.replace(states)
    }

    /// The last 50 refused actions, newest last.
    #[must_use]
    pub fn refusals(&self) -> Vec<Refusal> {
        self.owner.log.borrow().refusals()
    }

    /// What [`Slice::withhold`] has taken out of an action, for code of this very instance and nothing else.
    #[must_use]
    pub fn secret(&self) -> Option<String> {
        self.owner.vault.borrow().clone()
    }

    /// The last 200 applied actions, newest last, secrets redacted; fewer, if those are more than a megabyte.
    #[must_use]
    pub fn log(&self) -> Vec<LogEntry> {
        self.owner.log.borrow().entries()
    }

    /// The counters, for who counts.
    #[must_use]
    pub fn metrics(&self) -> &Metrics {
        &self.owner.metrics
    }

    /// The counters as they are now, and how many replicas and listeners there are.
    #[must_use]
    pub fn metrics_snapshot(&self) -> MetricsSnapshot {
        let owner = self.owner;
        owner
            .metrics
            .snapshot(owner.links.borrow().len(), owner.listeners.len())
    }
}

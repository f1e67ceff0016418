//! The interface of the owner.

use std::rc::Rc;

use super::owner::Owner;
use super::{
    LogEntry, Message, Metrics, MetricsSnapshot, Refusal, RuntimeReducer, SliceInfo, Snapshot, SyncMode, find,
};
use crate::{Contract, RegistrationError, Rejected, StoreError};

/// The methods of the owner.
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

    /// The contract of its slices.
    #[must_use]
    pub fn contract(&self) -> &Contract {
        &self.owner.settings.contract
    }

    /// The type of the action that completes the session, if there is one: see [`StoreBuilder::ready_on`](super::StoreBuilder::ready_on).
    #[must_use]
    pub fn ready_on(&self) -> Option<&'static str> {
        self.owner.settings.ready_on
    }

    /// The type of the action that removes the data of the user, if there is one: see [`StoreBuilder::reset_on`](super::StoreBuilder::reset_on).
    #[must_use]
    pub fn reset_on(&self) -> Option<&'static str> {
        self.owner.settings.reset_on
    }

    /// The sequence number of the last applied action; 0 before the first.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.owner.seq()
    }

    /// Notifies subscribers without an action, as a probe of a Redux client does.
    ///
    /// # Errors
    /// [`Rejected`] inside a reducer, which must not dispatch.
    pub fn probe(&self) -> Result<(), Rejected> {
        self.owner.probe()
    }

    /// Dispatches encoded bytes (a [`tarn_wire::Tagged`]) in the name of `from`.
    ///
    /// # Errors
    /// [`Rejected`], with the state unchanged.
    pub fn dispatch_encoded(&self, from: &Rc<str>, bytes: Vec<u8>) -> Result<(), Rejected> {
        self.owner.dispatch(from, bytes)
    }

    /// Attaches a replica. `deliver` gets every later message. It is called without a borrow, and may dispatch.
    pub fn attach(&self, name: &Rc<str>, sync: SyncMode, deliver: impl Fn(&Message) + 'static) {
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

    /// The changes of a slice since that version, as numbers at paths in its state (see [`Slice::changed_numbers`](crate::Slice::changed_numbers)); `None` if other values have
    /// changed, or the version is too old.
    #[must_use]
    pub fn steps_since(&self, slice: &str, version: u64) -> Option<String> {
        self.owner.steps_since(slice, version)
    }

    /// The state of a slice for the replica of that name, which gets its later changes.
    #[must_use]
    pub fn snapshot(&self, name: &str, slice: &str) -> Snapshot {
        self.owner.snapshot(name, slice)
    }

    /// The slices that are read without being registered or stored, in debug builds. Each one is a warning there.
    #[cfg(debug_assertions)]
    #[must_use]
    pub fn missing_slices(&self) -> Vec<String> {
        self.owner.missing.borrow().clone()
    }

    /// Calls `each` with the key of each slice and a version that changes with its state.
    pub fn for_each_slice(&self, each: &mut dyn FnMut(&str, u64)) {
        self.owner.for_each_slice(each);
    }

    /// Whether the slice of this action marks it as one that crosses tabs.
    #[must_use]
    pub fn crosses_tabs(&self, action_type: &str) -> bool {
        let (slice, name) = action_type.split_once('/').unwrap_or_default();
        find(&self.owner.cells, slice).is_some_and(|cell| cell.crosses_tabs(name))
    }

    /// All slices with their owners.
    #[must_use]
    pub fn slices(&self) -> Vec<SliceInfo> {
        self.owner.slice_infos()
    }

    /// Address of a `u32` that changes whenever any slice changes. Readers outside of this memory poll it without a call.
    #[must_use]
    pub fn edition(&self) -> *const u32 {
        self.owner.edition.as_ptr()
    }

    /// The number of registrations, including returns of slices with their remotes.
    #[must_use]
    pub fn registrations(&self) -> u64 {
        self.owner.generation.get()
    }

    /// Registers a slice in the name of `by`: see [`Store::register_slice`](super::Store::register_slice).
    ///
    /// # Errors
    /// Those of [`Store::register_slice`](super::Store::register_slice).
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

    /// Orphans the slices of a remote that is gone. They keep their states until it returns.
    pub fn orphan_slices(&self, by: &str) {
        self.owner.orphan_slices(by);
    }

    /// Restores slices at their registration from `stored`. It reads no earlier, because other tabs may write in the meantime. The second
    /// argument tells whether the reducer accepts a state.
    pub fn restore_registered(&self, stored: impl Fn(&str, &dyn Fn(&[u8]) -> bool) -> Option<Vec<u8>> + 'static) {
        *self.owner.stored.borrow_mut() = Some(Rc::new(stored));
    }

    /// Re-reads the persisted state of unregistered slices and notifies their replicas. A logout or another tab may have changed it.
    pub fn refresh_stored(&self) {
        self.owner.refresh_stored();
    }

    /// Replaces the states of slices in all replicas, for time travel and imports.
    ///
    /// # Errors
    /// A slice is unknown, or does not accept its state. Nothing is changed then.
    pub fn replace(&self, states: &[(String, Vec<u8>)]) -> Result<(), StoreError> {
        self.owner.replace(states)
    }

    /// The last 50 refused actions, newest last.
    #[must_use]
    pub fn refusals(&self) -> Vec<Refusal> {
        self.owner.log.borrow().refusals()
    }

    /// The secret that [`Slice::withhold`](crate::Slice::withhold) has taken out of an action, for code of this instance only.
    #[must_use]
    pub fn secret(&self) -> Option<String> {
        self.owner.vault.borrow().clone()
    }

    /// The last 200 applied actions, newest last, with redacted secrets; fewer if they exceed a megabyte.
    #[must_use]
    pub fn log(&self) -> Vec<LogEntry> {
        self.owner.log.borrow().entries()
    }

    /// The counters, for the code that counts.
    #[must_use]
    pub fn metrics(&self) -> &Metrics {
        &self.owner.metrics
    }

    /// The current counters, and the numbers of replicas and listeners.
    #[must_use]
    pub fn metrics_snapshot(&self) -> MetricsSnapshot {
        let owner = self.owner;
        owner
            .metrics
            .snapshot(owner.links.borrow().len(), owner.listeners.len())
    }
}

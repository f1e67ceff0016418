//! The store in its three roles. An owner decides; a replica follows the owner's stream; a standalone owner is an owner in a
//! remote's own page. All are a [`Store`], so nothing above this module knows the difference.

mod builder;
mod cell;
mod declared;
mod links;
mod listening;
mod log;
mod message;
mod metrics;
mod owner;
mod port;
mod readers;
mod recovery;
mod reducing;
mod registration;
mod replica;
mod runtime_reducer;
mod runtime_slice;
mod settings;
pub(crate) mod slice_reducer;
mod view;
mod views;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

pub use crate::sync::Sync;
pub use builder::StoreBuilder;
pub use declared::Undeclared;
pub use listening::{Listening, Run};
pub use log::{LogEntry, Refusal};
pub use message::{Applied, Message, Snapshot};
pub use metrics::{Metrics, MetricsSnapshot};
pub use port::{Port, SharedAct, SharedReducer};
pub use runtime_reducer::{ReducerError, RuntimeReducer, SliceInfo};
pub use settings::StoreOptions;

use crate::{Contract, RegistrationError, Rejected, Slice, SliceAction, Step, StoreError};
use cell::{AnyCell, OwnerCell, SliceCell};
use listening::STOPPED;
use owner::Owner;
pub(crate) use readers::{Readers, Watcher};
pub use reducing::Interrupted;
use replica::Replica;
pub use tarn_manifest::{Grants, OWNER_NAME, PAGE_NAME, TAB_NAME};
use tarn_manifest::{RemoteNameError, check_remote_name};

/// The type of the log entry that time travel and imports leave behind.
pub const REPLACED: &str = "@@store/replaced";
/// In debug builds an action of this type, with the number of the one before, names a slice that reacted to that one, and has
/// the hash of its state. Other builds pass over it, as over any number that they have had.
#[cfg(debug_assertions)]
pub const CHECK: &str = "@@store/check";

/// The state of the page, or this app's view of it. Cheap to clone: every clone is the same store.
#[derive(Clone)]
pub struct Store {
    role: Rc<dyn Role>,
}

/// What a role answers for. An object rather than an enum: an app whose store is a replica then has no code of an owner.
trait Role {
    fn dispatch(&self, bytes: Vec<u8>) -> Result<(), Rejected>;
    /// The slice of this key, if it is held.
    fn find(&self, key: &str) -> Option<Rc<dyn AnyCell>>;
    /// A slice that is read and not held yet.
    fn admit(&self, cell: Rc<dyn AnyCell>) -> Result<(), StoreError>;
    fn receive_action(&self, seq: u64, after: u64, bytes: &[u8], hash: Option<u32>);
    fn receive_step(&self, seq: u64, after: u64, slice: u32, step: Step, hash: Option<u32>);
    fn receive_snapshot(&self, slice: &str, snapshot: &Snapshot);
    fn register(
        &self,
        slice: &str,
        initial: Vec<u8>,
        reducer: Rc<dyn RuntimeReducer>,
        share: fn(Rc<dyn RuntimeReducer>) -> SharedReducer,
    ) -> Result<(), RegistrationError>;
    fn unregister(&self, slice: &str);
    fn batch(&self, act: Box<dyn FnOnce()>, share: fn(Box<dyn FnOnce()>) -> SharedAct);
    fn owner(&self) -> Option<&Owner>;
}

impl Store {
    /// Adds a slice whose reducer is in this app: `share` makes of it what crosses to the owner.
    ///
    /// # Errors
    /// The owner's refusal.
    pub(crate) fn register(
        &self,
        slice: &str,
        initial: Vec<u8>,
        reducer: Rc<dyn RuntimeReducer>,
        share: fn(Rc<dyn RuntimeReducer>) -> SharedReducer,
    ) -> Result<(), RegistrationError> {
        self.role.register(slice, initial, reducer, share)
    }

    /// Removes a slice that was registered here.
    pub(crate) fn unregister(&self, slice: &str) {
        self.role.unregister(slice);
    }

    /// Runs `act`; subscribers hear of it once. `share` makes of it what crosses to the owner.
    pub(crate) fn run_batch(&self, act: Box<dyn FnOnce()>, share: fn(Box<dyn FnOnce()>) -> SharedAct) {
        self.role.batch(act, share);
    }

    /// Whether it is this very store, and not one that merely has the same state.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        std::ptr::addr_eq(Rc::as_ptr(&self.role), Rc::as_ptr(&other.role))
    }

    /// A replica behind `port`. It takes the snapshot of a slice when that slice is first read, and from then on applies
    /// the owner's stream, which arrives through [`Store::receive`].
    #[must_use]
    pub fn replica(port: Box<dyn Port>) -> Self {
        Self {
            role: Rc::new(Replica::new(port)),
        }
    }

    /// Dispatches to the owner. When this returns `Ok`, owner and replica have the new state.
    ///
    /// # Errors
    /// [`Rejected`], with the state as it was.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "an action is dispatched once and then gone"
    )]
    pub fn dispatch<A: SliceAction>(&self, action: A) -> Result<(), Rejected> {
        self.role.dispatch(tarn_wire::Tagged::encode(A::Slice::KEY, &action))
    }

    /// The value of a selector now. In a view, `use_selector` gives one that follows.
    ///
    /// A slice that cannot be had from the owner reads as its default.
    pub fn select<S: Slice, T>(&self, selector: impl FnOnce(&S) -> T) -> T {
        match self.state::<S>() {
            Ok(state) => state.with_untracked(selector),
            Err(_) => selector(&S::default()),
        }
    }

    /// The state of a slice, to read and to follow.
    ///
    /// # Errors
    /// When the owner has no such slice, or hands over what does not fit.
    pub fn state<S: Slice>(&self) -> Result<State<S>, StoreError> {
        let cell = match self.role.find(S::KEY) {
            Some(cell) => cell,
            None => {
                let cell: Rc<dyn AnyCell> = Rc::new(SliceCell::<S>::new());
                self.role.admit(Rc::clone(&cell))?;
                cell
            }
        };
        let cell = cell.into_any().downcast::<SliceCell<S>>();
        cell.map(|cell| State { cell })
            .map_err(|_| StoreError::NoSlice(S::KEY.into()))
    }

    /// Takes the next message of the owner's stream into this replica. An owner ignores it.
    pub fn receive(&self, message: &Message) {
        match message {
            Message::Action { applied, after } => match applied.step {
                Some((slice, step)) => self.receive_step(applied.seq, *after, slice, step, applied.hash),
                None => self.receive_action(applied.seq, *after, &applied.bytes, applied.hash),
            },
            Message::Snapshot { slice, snapshot } => self.role.receive_snapshot(slice, snapshot),
        }
    }

    /// [`Store::receive`] for an action whose bytes are borrowed.
    pub fn receive_action(&self, seq: u64, after: u64, bytes: &[u8], hash: Option<u32>) {
        self.role.receive_action(seq, after, bytes, hash);
    }

    /// [`Store::receive`] for an action that came to a step of the slice at this place of the contract.
    pub fn receive_step(&self, seq: u64, after: u64, slice: u32, step: Step, hash: Option<u32>) {
        self.role.receive_step(seq, after, slice, step, hash);
    }

    /// The owner's side of the store; `None` in a replica.
    #[must_use]
    pub fn owner(&self) -> Option<OwnerHandle<'_>> {
        self.role.owner().map(|owner| OwnerHandle { owner })
    }
}

/// The state of one slice.
pub struct State<S: Slice> {
    cell: Rc<SliceCell<S>>,
}

impl<S: Slice> State<S> {
    /// Calls `read` with the state as it is now. It must not dispatch.
    pub fn with_untracked<T>(&self, read: impl FnOnce(&S) -> T) -> T {
        self.cell.with(read)
    }

    /// Calls `read` with the state; the effect or memo that runs now runs again when the slice changes.
    pub fn with<T>(&self, read: impl FnOnce(&S) -> T) -> T {
        self.cell.readers().track();
        self.cell.with(read)
    }

    pub(crate) fn readers(&self) -> Rc<Readers> {
        Rc::clone(self.cell.readers())
    }
}

/// What only the owner can do.
#[derive(Clone, Copy)]
pub struct OwnerHandle<'a> {
    owner: &'a Owner,
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

    /// Checks the name under which a remote, or JavaScript for one, wants to act: see [`tarn_manifest::check_remote_name`]. The
    /// contract's name is reserved, too: it is the owner of the slices that were there from the start.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn check_remote_name(&self, name: &str) -> Result<(), String> {
        check_remote_name(name, &[self.contract().name]).map_err(|error| match error {
            RemoteNameError::Reserved(_) => format!("FED-012: {error}"),
            RemoteNameError::Malformed(_) => error.to_string(),
        })
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

    /// Calls `subscriber` after each dispatch or batch, whether or not it changed anything: what Redux calls `subscribe`.
    pub fn subscribe(&self, subscriber: impl Fn() + 'static) {
        self.owner.subscribers.borrow_mut().push(Rc::new(subscriber));
    }

    /// Calls `effect` after each applied action that `pattern` covers (`cart/addToCart`, `cart/*`, `*`): persistence, the
    /// bridge, analytics. It runs once per action, however many remotes are mounted, and may dispatch.
    ///
    /// ```
    /// # use tarn_store::{Action, Change, Contract, Reduce, Rejected, StoreBuilder};
    /// # use tarn_wire::Wire;
    /// # use std::{cell::Cell, rc::Rc};
    /// # #[derive(Clone, Default, PartialEq, Wire)]
    /// # struct Counter { count: i32 }
    /// # #[derive(Clone, Wire, Action)]
    /// # #[slice(key = "counter", state = Counter)]
    /// # enum CounterAction { Add }
    /// # impl Reduce<CounterAction> for Counter {
    /// #     fn reduce(&mut self, _: CounterAction, _: u64) -> Result<Change, Rejected> { Ok(Change::Changed) }
    /// # }
    /// # let store = StoreBuilder::new(Contract { name: "", version: "", fingerprint: "" }).slice::<Counter>().build();
    /// # let Some(owner) = store.owner() else { return };
    /// let added = Rc::new(Cell::new(0));
    /// let count = Rc::clone(&added);
    /// let listening = owner.listen("counter/*", move |_action, _run| count.set(count.get() + 1));
    /// store.dispatch(CounterAction::Add).ok();
    /// listening.stop();
    /// store.dispatch(CounterAction::Add).ok();
    /// assert_eq!(added.get(), 1);
    /// ```
    pub fn listen(&self, pattern: &'static str, effect: impl Fn(&Rc<Applied>, Run) + 'static) -> Listening {
        let latest = Rc::new(Cell::new(0));
        let listener = {
            let latest = Rc::clone(&latest);
            move |applied: &Rc<Applied>| {
                if latest.get() != STOPPED {
                    latest.set(latest.get() + 1);
                    let number = latest.get();
                    effect(
                        applied,
                        Run {
                            latest: Rc::clone(&latest),
                            number,
                        },
                    );
                }
            }
        };
        self.owner.listeners.add(pattern, latest, Rc::new(listener))
    }

    /// The last 50 refused actions, newest last.
    #[must_use]
    pub fn refusals(&self) -> Vec<Refusal> {
        self.owner.log.borrow().refusals()
    }

    /// Grants no remote anything until [`OwnerHandle::set_grants`] says otherwise. Without either, everything is granted.
    pub fn await_grants(&self) {
        *self.owner.grants.borrow_mut() = Some(Grants::unread());
    }

    /// Says which remote may dispatch what. A remote without an entry may dispatch nothing.
    pub fn set_grants(&self, grants: Grants) {
        *self.owner.grants.borrow_mut() = Some(grants);
    }

    /// Takes the actions that the manifest of `remote` declares. Others that it dispatches are applied, and counted.
    pub fn declare(&self, remote: &str, patterns: &[String]) {
        self.owner.declared.declare(remote, patterns);
    }

    /// What remotes have dispatched beyond what they declare, each action once.
    #[must_use]
    pub fn undeclared(&self) -> Vec<Undeclared> {
        self.owner.declared.found()
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

/// The slices of an owner. Few, so that finding one by its key is a short walk.
type Cells = RefCell<Vec<Rc<dyn OwnerCell>>>;

fn find(cells: &Cells, key: &str) -> Option<Rc<dyn OwnerCell>> {
    cells.borrow().iter().find(|cell| cell.key() == key).cloned()
}

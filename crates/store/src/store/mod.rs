//! The store in its roles: an owner decides, and a replica applies the stream of the owner. Both are a [`Store`], so other modules need not
//! distinguish them.

mod builder;
mod cell;
mod declared;
mod grants;
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
mod remote_name;
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
pub use grants::Grants;
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
pub(crate) use listening::covers;
use owner::Owner;
pub(crate) use readers::{Readers, Watcher};
pub use reducing::Interrupted;
pub use remote_name::check_remote_name;
use replica::Replica;

/// The name of the owner in the log.
pub const OWNER_NAME: &str = "host";
/// The name of the page's JavaScript in the log, where it registers a slice.
pub const PAGE_NAME: &str = "page";
/// The name of other tabs of the site in the log, for their messages and their stored states.
pub const TAB_NAME: &str = "tab";
/// The type of the log entry of time travel and imports.
pub const REPLACED: &str = "@@store/replaced";
/// The type of an action in debug builds: with the number of the previous action, it carries the hash of a slice that reacted to that action.
/// Other builds ignore it, as they ignore every repeated number.
#[cfg(debug_assertions)]
pub const CHECK: &str = "@@store/check";

/// The store of a page: its owner, or the replica of a remote. Clones share one store.
///
/// ```
/// # use tarn_store::{Action, Change, Contract, Reduce, Rejected, StoreBuilder};
/// # use tarn_wire::Wire;
/// # #[derive(Clone, Default, PartialEq, Wire)]
/// # struct Counter { count: u32 }
/// # #[derive(Clone, Wire, Action)]
/// # #[slice(key = "counter", state = Counter)]
/// # enum CounterAction { Add { by: u32 } }
/// # impl Reduce<CounterAction> for Counter {
/// #     fn reduce(&mut self, action: CounterAction, _: u64) -> Result<Change, Rejected> {
/// #         let CounterAction::Add { by } = action;
/// #         self.count += by;
/// #         Ok(Change::when(by > 0))
/// #     }
/// # }
/// # const CONTRACT: Contract = Contract { name: "counter-contract", version: "1.0.0", fingerprint: "" };
/// let store = StoreBuilder::new(CONTRACT).slice::<Counter>().build();
/// store.dispatch(CounterAction::Add { by: 2 })?;
/// assert_eq!(store.select(|counter: &Counter| counter.count), 2);
/// # Ok::<(), Rejected>(())
/// ```
#[derive(Clone)]
pub struct Store {
    role: Rc<dyn Role>,
}

/// The methods of a role. A trait object instead of an enum: an app with a replica links no code of the owner.
trait Role {
    fn dispatch(&self, bytes: Vec<u8>) -> Result<(), Rejected>;
    /// The slice of this key, if it is loaded.
    fn find(&self, key: &str) -> Option<Rc<dyn AnyCell>>;
    /// Loads a slice at its first read.
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
    /// Adds a slice whose reducer is in this app. `share` converts the reducer for its way to the owner.
    ///
    /// # Errors
    /// The refusal of the owner.
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

    /// Runs `act`, and notifies subscribers once. `share` converts the closure for its way to the owner.
    pub(crate) fn run_batch(&self, act: Box<dyn FnOnce()>, share: fn(Box<dyn FnOnce()>) -> SharedAct) {
        self.role.batch(act, share);
    }

    /// Whether both are the same store, not only equal states.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        std::ptr::addr_eq(Rc::as_ptr(&self.role), Rc::as_ptr(&other.role))
    }

    /// A replica behind `port`. It takes the snapshot of a slice at its first read, and then applies the stream of the owner, which arrives
    /// through [`Store::receive`].
    #[must_use]
    pub fn replica(port: Box<dyn Port>) -> Self {
        Self {
            role: Rc::new(Replica::new(port)),
        }
    }

    /// Dispatches an action to the owner. After `Ok`, owner and replica have the new state.
    ///
    /// # Errors
    /// [`Rejected`], with the state unchanged.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "an action is dispatched once and then gone"
    )]
    pub fn dispatch<A: SliceAction>(&self, action: A) -> Result<(), Rejected> {
        self.role.dispatch(tarn_wire::Tagged::encode(A::Slice::KEY, &action))
    }

    /// The current value of a selector, untracked. In a view, `use_selector` tracks it.
    ///
    /// An unknown slice reads as its default.
    pub fn select<S: Slice, T>(&self, selector: impl FnOnce(&S) -> T) -> T {
        match self.state::<S>() {
            Ok(state) => state.with_untracked(selector),
            Err(_) => selector(&S::default()),
        }
    }

    /// The state of a slice, tracked or untracked.
    ///
    /// # Errors
    /// The owner has no such slice, or its snapshot does not fit.
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

    /// Applies the next message of the owner's stream to this replica. An owner ignores it.
    pub fn receive(&self, message: &Message) {
        match message {
            Message::Action { applied, after } => match applied.step {
                Some((slice, step)) => self.receive_step(applied.seq, *after, slice, step, applied.hash),
                None => self.receive_action(applied.seq, *after, &applied.bytes, applied.hash),
            },
            Message::Snapshot { slice, snapshot } => self.role.receive_snapshot(slice, snapshot),
        }
    }

    /// [`Store::receive`] for an action with borrowed bytes.
    pub fn receive_action(&self, seq: u64, after: u64, bytes: &[u8], hash: Option<u32>) {
        self.role.receive_action(seq, after, bytes, hash);
    }

    /// [`Store::receive`] for a step of the slice at this place of the contract.
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
    /// Calls `read` with the state, untracked. `read` must not dispatch.
    pub fn with_untracked<T>(&self, read: impl FnOnce(&S) -> T) -> T {
        self.cell.with(read)
    }

    /// Calls `read` with the state, tracked: the running effect or memo runs again when the slice changes.
    pub fn with<T>(&self, read: impl FnOnce(&S) -> T) -> T {
        self.cell.readers().track();
        self.cell.with(read)
    }

    pub(crate) fn readers(&self) -> Rc<Readers> {
        Rc::clone(self.cell.readers())
    }
}

/// The methods of the owner.
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

    /// The contract of its slices.
    #[must_use]
    pub fn contract(&self) -> &Contract {
        &self.owner.settings.contract
    }

    /// The type of the action that completes the session, if there is one: see [`StoreBuilder::ready_on`].
    #[must_use]
    pub fn ready_on(&self) -> Option<&'static str> {
        self.owner.settings.ready_on
    }

    /// The type of the action that removes the data of the user, if there is one: see [`StoreBuilder::reset_on`].
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

    /// The changes of a slice since that version, as numbers at paths in its state (see [`Slice::numbers_of`]); `None` if other values have
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

    /// The slices in debug builds that are read without being registered or stored. Each one is a warning there.
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

    /// Address of a `u32` that changes whenever any slice changes, for readers outside of this memory.
    #[must_use]
    pub fn edition(&self) -> *const u32 {
        self.owner.edition.as_ptr()
    }

    /// The number of registrations, including returns of slices with their remotes.
    #[must_use]
    pub fn registrations(&self) -> u64 {
        self.owner.generation.get()
    }

    /// Registers a slice in the name of `by`: see [`Store::register_slice`].
    ///
    /// # Errors
    /// Those of [`Store::register_slice`].
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

    /// Restores slices at their registration from `stored`, which reads late, because other tabs may have written in the meantime. The second
    /// argument tells whether the reducer accepts a state.
    pub fn restore_registered(&self, stored: impl Fn(&str, &dyn Fn(&[u8]) -> bool) -> Option<Vec<u8>> + 'static) {
        *self.owner.stored.borrow_mut() = Some(Rc::new(stored));
    }

    /// Re-reads the persisted state of unregistered slices and notifies their replicas.
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

    /// Calls `subscriber` after each dispatch or batch, with or without a change, as `subscribe` of Redux does.
    pub fn subscribe(&self, subscriber: impl Fn() + 'static) {
        self.owner.subscribers.borrow_mut().push(Rc::new(subscriber));
    }

    /// Calls `effect` after each applied action that `pattern` covers (`cart/addToCart`, `cart/*`, `*`), for persistence, the bridge or
    /// analytics. It runs once per action, independent of the number of remotes, and may dispatch.
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

    /// Refuses all actions of remotes until [`OwnerHandle::set_grants`]. Without either call, everything is granted.
    pub fn await_grants(&self) {
        *self.owner.grants.borrow_mut() = Some(Grants::unread());
    }

    /// Sets the grants of all remotes. A remote without an entry may dispatch nothing.
    pub fn set_grants(&self, grants: Grants) {
        *self.owner.grants.borrow_mut() = Some(grants);
    }

    /// Sets the actions that the manifest of `remote` declares. Undeclared actions are applied and counted.
    pub fn declare(&self, remote: &str, patterns: &[String]) {
        self.owner.declared.declare(remote, patterns);
    }

    /// The undeclared actions of remotes, each one once.
    #[must_use]
    pub fn undeclared(&self) -> Vec<Undeclared> {
        self.owner.declared.found()
    }

    /// The secret that [`Slice::withhold`] has taken out of an action, for code of this instance only.
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

/// The slices of an owner. Linear search is fast for a few entries.
type Cells = RefCell<Vec<Rc<dyn OwnerCell>>>;

fn find(cells: &Cells, key: &str) -> Option<Rc<dyn OwnerCell>> {
    cells.borrow().iter().find(|cell| cell.key() == key).cloned()
}

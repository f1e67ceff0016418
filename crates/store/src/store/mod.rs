//! The store in its roles: an owner decides, and a replica applies the stream of the owner. Both are a [`Store`], so other modules need not
//! distinguish them.

mod applying;
mod builder;
mod cell;
mod declared;
mod effects;
mod feeding;
mod links;
mod listening;
mod log;
mod message;
mod metrics;
mod owner;
mod owner_handle;
mod owner_role;
mod port;
mod readers;
mod recovery;
mod reducing;
mod registration;
mod replacing;
mod replica;
mod rights;
mod role;
mod runtime_reducer;
mod runtime_slice;
mod settings;
pub(crate) mod slice_reducer;
mod snapshots;
mod state;
mod steps_since;
mod view;
mod views;

use std::cell::RefCell;
use std::rc::Rc;

pub use crate::sync_mode::SyncMode;
pub use builder::StoreBuilder;
pub use declared::Undeclared;
pub use listening::Listening;
pub use log::{LogEntry, Refusal};
pub use message::{Applied, Message, Snapshot};
pub use metrics::{Metrics, MetricsSnapshot};
pub use port::{Port, SharedAct, SharedReducer};
pub use runtime_reducer::{ReducerError, RuntimeReducer, SliceInfo};
pub use settings::StoreOptions;

use crate::{RegistrationError, Rejected, Slice, SliceAction, Step, StoreError};
use cell::{AnyCell, OwnerCell, SliceCell};
pub use owner_handle::OwnerHandle;
pub(crate) use readers::{Readers, Watcher};
pub use reducing::Interrupted;
use replica::Replica;
use role::Role;
pub use state::State;
pub use tarn_manifest::{Grants, OWNER_NAME, PAGE_NAME, TAB_NAME};

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

/// The slices of an owner. Linear search is fast for a few entries.
type Cells = RefCell<Vec<Rc<dyn OwnerCell>>>;

fn find(cells: &Cells, key: &str) -> Option<Rc<dyn OwnerCell>> {
    cells.borrow().iter().find(|cell| cell.key() == key).cloned()
}

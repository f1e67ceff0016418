//! The store in its three roles. An owner decides; a replica follows the owner's stream; a standalone owner is an owner in a
//! remote's own page. All are a [`Store`], so nothing above this module knows the difference.

mod cell;
mod grants;
mod log;
mod metrics;
mod owner;
mod port;
mod replica;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{ArcRwSignal, WithUntracked};

pub use grants::Grants;
pub use log::LogEntry;
pub use metrics::{Metrics, MetricsSnapshot};
pub use port::{Applied, Port, Sync};

use crate::slices::{cart::CartSlice, chat::ChatSlice, context::ContextSlice, support::SupportSlice, user::UserSlice};
use crate::{Rejected, Slice, SliceAction, StoreError};
use cell::{AnyCell, SliceCell};
use owner::Owner;
use replica::Replica;

/// How the owner calls itself in the log.
pub const OWNER_NAME: &str = "host";

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
    fn receive(&self, seq: u64, bytes: &[u8]);
    fn owner(&self) -> Option<&Owner>;
}

/// What an owner is made with.
pub struct StoreOptions {
    /// The id stamped on this store, to tell two stores apart.
    pub store_id: String,
    /// The clock of the log: ms since the epoch.
    pub now: fn() -> f64,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self {
            store_id: "native".into(),
            now: || 0.0,
        }
    }
}

/// Makes an owner with the slices of the contract. In a browser, `browser::own_page` calls this and sees to it that there is
/// only one per page; natively it is all that a test needs.
///
/// ```
/// use shared_store::{CartAction, CartLine, make_store, select_total_cart_items};
/// let store = make_store(Default::default());
/// let line = CartLine { product_id: "p1".into(), name: "Mug".into(), price_cents: 1450, quantity: 2, image: String::new() };
/// store.dispatch(CartAction::AddToCart(line))?;
/// assert_eq!(store.select(select_total_cart_items), 2);
/// # Ok::<(), shared_store::Rejected>(())
/// ```
#[must_use]
pub fn make_store(options: StoreOptions) -> Store {
    let owner = Owner::new(options);
    owner.add_slice::<UserSlice>();
    owner.add_slice::<CartSlice>();
    owner.add_slice::<SupportSlice>();
    owner.add_slice::<ChatSlice>();
    owner.add_slice::<ContextSlice>();
    Store { role: Rc::new(owner) }
}

impl Store {
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
        self.role.dispatch(wire::Tagged::encode(A::Slice::KEY, &action))
    }

    /// The value of a selector now. In a view, `use_selector` gives one that follows.
    ///
    /// A slice that cannot be had from the owner reads as its default.
    pub fn select<S: crate::SliceState, T>(&self, selector: impl FnOnce(&S) -> T) -> T {
        self.state::<S::Slice>().unwrap_or_default().with_untracked(selector)
    }

    /// The signal of a slice.
    ///
    /// # Errors
    /// When the owner has no such slice, or hands over what does not fit.
    pub fn state<S: Slice>(&self) -> Result<ArcRwSignal<S::State>, StoreError> {
        let cell = match self.role.find(S::KEY) {
            Some(cell) => cell,
            None => {
                let cell: Rc<dyn AnyCell> = Rc::new(SliceCell::<S>::new());
                self.role.admit(Rc::clone(&cell))?;
                cell
            }
        };
        let cell = cell.into_any().downcast::<SliceCell<S>>();
        cell.map(|cell| cell.signal())
            .map_err(|_| StoreError::NoSlice(S::KEY.into()))
    }

    /// Takes the owner's next action into this replica. An owner ignores it.
    pub fn receive(&self, seq: u64, bytes: &[u8]) {
        self.role.receive(seq, bytes);
    }

    /// The owner's side of the store; `None` in a replica.
    #[must_use]
    pub fn owner(&self) -> Option<OwnerHandle<'_>> {
        self.role.owner().map(|owner| OwnerHandle { owner })
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
        &self.owner.options.store_id
    }

    /// The sequence number of the last applied action; 0 before the first.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.owner.seq()
    }

    /// Dispatches encoded bytes (a [`wire::Tagged`]) in the name of `from`.
    ///
    /// # Errors
    /// [`Rejected`], with the state as it was.
    pub fn dispatch_encoded(&self, from: &str, bytes: Vec<u8>) -> Result<(), Rejected> {
        self.owner.dispatch(from, bytes)
    }

    /// Attaches a replica: `deliver` gets every action from now on. It is called with no borrow held, and may dispatch.
    pub fn attach(&self, name: &str, deliver: impl Fn(&Applied) + 'static) {
        self.owner.attach(name, Rc::new(deliver));
    }

    /// Ends the stream to the replicas of that name.
    pub fn detach(&self, name: &str) {
        self.owner.detach(name);
    }

    /// The encoded state of a slice, and the sequence number that it stands for.
    ///
    /// # Errors
    /// [`StoreError::NoSlice`].
    pub fn snapshot(&self, slice: &str) -> Result<(u64, Vec<u8>), StoreError> {
        self.owner.snapshot(slice)
    }

    /// Each slice: its key, and a number that changes with its state.
    #[must_use]
    pub fn slices(&self) -> Vec<(&'static str, u64)> {
        self.owner.slices()
    }

    /// Calls `listener` after each applied action, whether or not it changed anything.
    pub fn subscribe(&self, listener: impl Fn(&Applied) + 'static) {
        self.owner.subscribe(Rc::new(listener));
    }

    /// Says which remote may dispatch what. A remote without an entry may dispatch nothing.
    pub fn set_grants(&self, grants: Grants) {
        *self.owner.grants.borrow_mut() = Some(grants);
    }

    /// The access token, for the API client of this very instance and nothing else.
    #[must_use]
    pub fn access_token(&self) -> Option<String> {
        self.owner.vault.borrow().clone()
    }

    /// The last 200 applied actions, newest last, secrets redacted.
    #[must_use]
    pub fn log(&self) -> Vec<LogEntry> {
        self.owner.log.borrow().entries()
    }

    /// The counters.
    #[must_use]
    pub fn metrics(&self) -> &Metrics {
        &self.owner.metrics
    }
}

/// The slices of an owner or a replica. Few, so that finding one by its key is a short walk.
type Cells = RefCell<Vec<Rc<dyn AnyCell>>>;

fn find(cells: &Cells, key: &str) -> Option<Rc<dyn AnyCell>> {
    cells.borrow().iter().find(|cell| cell.key() == key).cloned()
}

//! The builder of an owner.

use std::rc::Rc;

use super::Store;
use super::cell::{OwnerCell, SliceCell};
use super::owner::Owner;
use super::settings::{Settings, StoreOptions};
use crate::{Contract, Slice};

/// Builds the owner of a store.
///
/// ```
/// # use tarn_store::{Action, Change, Contract, Reduce, Rejected, StoreBuilder};
/// # use tarn_wire::Wire;
/// # #[derive(Clone, Default, PartialEq, Wire)]
/// # struct User { name: Option<String> }
/// # #[derive(Clone, Wire, Action)]
/// # #[slice(key = "user", state = User)]
/// # enum UserAction { LogOut }
/// # impl Reduce<UserAction> for User {
/// #     fn reduce(&mut self, _: UserAction, _: u64) -> Result<Change, Rejected> { Ok(Change::Unchanged) }
/// # }
/// # const CONTRACT: Contract = Contract { name: "user-contract", version: "1.0.0", fingerprint: "" };
/// let store = StoreBuilder::new(CONTRACT)
///     .slice::<User>()
///     .reset_on(UserAction::LOG_OUT)
///     .build();
/// assert!(store.owner().is_some());
/// ```
#[must_use]
pub struct StoreBuilder {
    settings: Settings,
    cells: Vec<Rc<dyn OwnerCell>>,
}

impl StoreBuilder {
    /// A store of this contract without slices.
    pub fn new(contract: Contract) -> Self {
        Self {
            settings: Settings {
                contract,
                options: StoreOptions::default(),
                reset_on: None,
                ready_on: None,
            },
            cells: Vec::new(),
        }
    }

    /// Adds a slice. The order of slices has no meaning.
    ///
    /// # Panics
    /// Debug builds: another slice has the same key, so this one would never get an action.
    pub fn slice<S: Slice>(mut self) -> Self {
        debug_assert!(
            self.cells.iter().all(|cell| cell.key() != S::KEY),
            "two slices have the key \"{}\": rename one, or leave out the second `.slice()`",
            S::KEY
        );
        self.cells.push(Rc::new(SliceCell::<S>::new()));
        self
    }

    /// The type of the logout action, such as `user/clearUser`. A run-time slice that reacts to it is reset without its reducer if its remote
    /// is gone.
    pub fn reset_on(mut self, action_type: &'static str) -> Self {
        self.settings.reset_on = Some(action_type);
        self
    }

    /// The type of the action that completes the session, such as `user/restored`. It resolves `ready` of the registry.
    pub fn ready_on(mut self, action_type: &'static str) -> Self {
        self.settings.ready_on = Some(action_type);
        self
    }

    /// Sets the id and the clock of this store.
    pub fn options(mut self, options: StoreOptions) -> Self {
        self.settings.options = options;
        self
    }

    /// Builds the owner.
    #[must_use]
    pub fn build(self) -> Store {
        Store {
            role: Rc::new(Owner::new(self.settings, self.cells)),
        }
    }
}

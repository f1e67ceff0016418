//! What an owner is made of.

use std::rc::Rc;

use super::Store;
use super::cell::{OwnerCell, SliceCell};
use super::owner::Owner;
use crate::{Contract, Slice};

/// What differs from one owner to the next.
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

/// What a store is told of its contract.
pub(super) struct Settings {
    pub(super) contract: Contract,
    pub(super) options: StoreOptions,
    pub(super) reset_on: Option<&'static str>,
    pub(super) ready_on: Option<&'static str>,
}

/// Makes an owner: slices first, then [`StoreBuilder::build`].
#[must_use]
pub struct StoreBuilder {
    settings: Settings,
    cells: Vec<Rc<dyn OwnerCell>>,
}

impl StoreBuilder {
    /// A store without slices, of this contract.
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

    /// Adds a slice. Its place among the others has no meaning.
    pub fn slice<S: Slice>(mut self) -> Self {
        self.cells.push(Rc::new(SliceCell::<S>::new()));
        self
    }

    /// The type of the action with which a user goes: `user/clearUser`. A slice of run time that answers it, and whose remote is
    /// gone, is emptied without its reducer.
    pub fn reset_on(mut self, action_type: &'static str) -> Self {
        self.settings.reset_on = Some(action_type);
        self
    }

    /// The type of the action after which the session is known: `user/restored`. The registry's `ready` is kept then.
    pub fn ready_on(mut self, action_type: &'static str) -> Self {
        self.settings.ready_on = Some(action_type);
        self
    }

    /// The id and the clock of this store.
    pub fn options(mut self, options: StoreOptions) -> Self {
        self.settings.options = options;
        self
    }

    /// The owner.
    #[must_use]
    pub fn build(self) -> Store {
        Store {
            role: Rc::new(Owner::new(self.settings, self.cells)),
        }
    }
}

//! What an owner is made of.

use std::rc::Rc;

use super::Store;
use super::cell::{OwnerCell, SliceCell};
use super::owner::Owner;
use super::settings::{Settings, StoreOptions};
use crate::{Contract, Slice};

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

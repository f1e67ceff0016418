//! Reducers of slices that come at run time, as the owner calls them, and what it tells of those slices.

use tarn_wire::Tagged;

use crate::{Contract, Rejected};

/// A reducer that is somewhere else: in a remote's memory, or in JavaScript.
pub trait RuntimeReducer {
    /// The state after `action`, or `None` if it stays what it is. States and actions are encoded.
    ///
    /// # Errors
    /// See [`ReducerError`].
    fn reduce(&self, state: &[u8], action: &Tagged<'_>, seq: u64) -> Result<Option<Vec<u8>>, ReducerError>;

    /// Whether this is a state that the reducer understands: one that was stored, or left behind by an older build.
    fn accepts(&self, state: &[u8]) -> bool;

    /// Whether the reducer wants to see this action of another slice.
    fn reacts_to(&self, _action_type: &str) -> bool {
        false
    }

    /// The names of its actions of which other tabs hear, with spaces between: [`crate::Slice::CROSSES_TABS`]. None, if the
    /// reducer is of a build that does not say.
    fn crosses_tabs(&self) -> String {
        String::new()
    }

    /// Called once, before the slice is removed.
    fn tear_down(&self) {}
}

/// Why there is no new state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReducerError {
    /// The reducer refused the action.
    Rejected(Rejected),
    /// The reducer is broken, or its remote has crashed.
    Crashed(String),
}

/// A slice as `window.__TARN__.slices()` lists it.
#[derive(Debug, Clone, PartialEq, Eq, tarn_wire::Wire)]
pub struct SliceInfo {
    /// Its name in the state.
    pub key: String,
    /// Whose reducer it is: `shared-store`, a remote's name, or `page` for JavaScript.
    pub owner: String,
    /// Whether the reducer is gone: the state stays, actions are refused until the owner comes back.
    pub orphaned: bool,
}

impl SliceInfo {
    /// Whether the slice is one of the contract, and not registered at run time.
    #[must_use]
    pub fn is_of(&self, contract: &Contract) -> bool {
        self.owner == contract.name
    }
}

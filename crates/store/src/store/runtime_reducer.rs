//! Reducers of run-time slices, and the description of slices.

use tarn_wire::Tagged;

use crate::{Contract, Rejected};

/// A reducer outside of the owner's code: in a remote, or in JavaScript.
pub trait RuntimeReducer {
    /// The state after `action`, or `None` if it is unchanged. States and actions are encoded.
    ///
    /// # Errors
    /// See [`ReducerError`].
    fn reduce(&self, state: &[u8], action: &Tagged<'_>, seq: u64) -> Result<Option<Vec<u8>>, ReducerError>;

    /// Whether the reducer accepts this state, which may be a stored one or the state of an older build.
    fn accepts(&self, state: &[u8]) -> bool;

    /// Whether the reducer reacts to this action of another slice.
    fn reacts_to(&self, _action_type: &str) -> bool {
        false
    }

    /// The names of its actions that cross tabs, separated by spaces: [`crate::Slice::CROSSES_TABS`]. Empty for builds that do not name them.
    fn crosses_tabs(&self) -> String {
        String::new()
    }

    /// Called once, before the slice is removed.
    fn tear_down(&self) {}
}

/// Why a reducer returned no state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReducerError {
    /// The reducer refused the action.
    Rejected(Rejected),
    /// The reducer failed, or its remote has crashed.
    Crashed(String),
}

/// A slice in the list of `window.__TARN__.slices()`.
#[derive(Debug, Clone, PartialEq, Eq, tarn_wire::Wire)]
pub struct SliceInfo {
    /// Its name in the state.
    pub key: String,
    /// The owner of its reducer: the name of the contract, a remote's name, or `page` for JavaScript.
    pub owner: String,
    /// Whether the reducer is gone: the state stays, and actions are refused until the app returns.
    pub orphaned: bool,
}

impl SliceInfo {
    /// Whether the slice belongs to the contract, and was not registered at run time.
    #[must_use]
    pub fn is_of(&self, contract: &Contract) -> bool {
        self.owner == contract.name
    }
}

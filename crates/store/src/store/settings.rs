//! What a store is told when it is made.

use crate::Contract;

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

//! The settings of a store.

use crate::Contract;

/// Settings that differ between owners of one contract.
pub struct StoreOptions {
    /// The id of this store, which distinguishes two stores.
    pub store_id: String,
    /// The clock of the log, in ms since the epoch.
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

/// The settings of an owner.
pub(super) struct Settings {
    pub(super) contract: Contract,
    pub(super) options: StoreOptions,
    pub(super) reset_on: Option<&'static str>,
    pub(super) ready_on: Option<&'static str>,
}

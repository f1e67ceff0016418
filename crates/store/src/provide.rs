//! The store of a remote: that of its page, or in a renderer one of its own.

use crate::{Contract, StoreBuilder, StoreError};

/// Provides the store to the components of the current reactive owner. In a browser, the first call attaches to the owner of the page, in the
/// name of `remote` and with the contract of this app. In a renderer there is no page: each rendering has a store of its own, the state of
/// a page that has just begun, which `first_state` makes. Browsers never call it, so the optimizer drops the reducers.
///
/// ```no_run
/// use tarn_store::{Contract, StoreBuilder, StoreError};
///
/// const CONTRACT: Contract = Contract { name: "counter-contract", version: "1.0.0", fingerprint: "" };
///
/// /// The slices of the contract.
/// pub fn store_builder() -> StoreBuilder {
///     StoreBuilder::new(CONTRACT)
/// }
///
/// /// For `tarn_federation::expose!`.
/// pub fn provide_store(remote: &str) -> Result<(), StoreError> {
///     tarn_store::provide_store(remote, &CONTRACT, store_builder)
/// }
/// ```
///
/// # Errors
/// In a browser: see [`browser::provide_store`](crate::browser::provide_store). In a renderer: another store is above.
#[inline]
pub fn provide_store(remote: &str, contract: &Contract, first_state: fn() -> StoreBuilder) -> Result<(), StoreError> {
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    {
        let _ = first_state;
        crate::browser::provide_store(remote, contract)
    }
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    {
        let _ = (remote, contract);
        crate::hooks::provide(first_state().build())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::use_store;

    const CONTRACT: Contract = Contract {
        name: "counter-contract",
        version: "1.0.0",
        fingerprint: "",
    };

    #[test]
    fn a_renderer_has_a_store_in_its_first_state() {
        let owner = reactive_graph::owner::Owner::new();
        owner.set();
        provide_store("buttons", &CONTRACT, || StoreBuilder::new(CONTRACT)).unwrap();
        assert_eq!(use_store().owner().map(|owner| owner.seq()), Some(0));
        // A rendering has one store.
        assert!(provide_store("buttons", &CONTRACT, || StoreBuilder::new(CONTRACT)).is_err());
    }
}

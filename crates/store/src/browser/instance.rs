//! The only store of this wasm instance.

use std::cell::OnceCell;

use crate::Store;

thread_local! {
    /// An owner or a replica.
    static STORE: OnceCell<Store> = const { OnceCell::new() };
}

/// Calls `act` with the store, if there is one.
pub(super) fn with_store<T>(act: impl FnOnce(&Store) -> T) -> Option<T> {
    STORE.with(|store| store.get().map(act))
}

/// The store, if there is one.
pub(super) fn store() -> Option<Store> {
    with_store(Store::clone)
}

/// Sets the store of this instance. Returns whether it had none.
pub(super) fn keep(store: Store) -> bool {
    STORE.with(|own| own.set(store).is_ok())
}

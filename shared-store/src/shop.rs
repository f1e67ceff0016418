//! The shop's contract: which slices there are, and what the store is told of them.

#[cfg(target_arch = "wasm32")]
use crate::StoreError;
use crate::slices::cart::CartState;
use crate::slices::chat::ChatState;
use crate::slices::context::ContextState;
use crate::slices::support::SupportState;
use crate::slices::user::{UserAction, UserState};
use crate::store::StoreBuilder;
use crate::{Contract, Store, StoreOptions};

/// This build of the contract.
pub const CONTRACT: Contract = tarn_store::contract!();

/// The contract version: the semver of this crate, which host and remotes compare before they share a store.
pub const CONTRACT_VERSION: &str = CONTRACT.version;

/// A hash of the sources that decide what reducers make of an action: see [`Contract::fingerprint`].
pub const CONTRACT_FINGERPRINT: &str = CONTRACT.fingerprint;

/// A store with the slices of the contract, to be built.
pub fn store_builder() -> StoreBuilder {
    StoreBuilder::new(CONTRACT)
        .slice::<UserState>()
        .slice::<CartState>()
        .slice::<SupportState>()
        .slice::<ChatState>()
        .slice::<ContextState>()
        .reset_on(UserAction::CLEAR_USER)
        .ready_on(UserAction::RESTORED)
}

/// Makes an owner with the slices of the contract. In a browser, `browser::own_page` sees to it that there is only one per page;
/// natively this is all that a test needs.
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
    store_builder().options(options).build()
}

/// Makes this instance the owner of the page's store: see [`crate::browser::own_page`].
///
/// # Errors
/// As there.
#[cfg(target_arch = "wasm32")]
pub fn own_page() -> Result<Store, StoreError> {
    crate::browser::own_page(store_builder())
}

/// Provides the page's store to the components of the current reactive owner: see [`crate::browser::provide_store`].
///
/// # Errors
/// As there.
#[cfg(target_arch = "wasm32")]
pub fn provide_store(remote: &str) -> Result<(), StoreError> {
    crate::browser::provide_store(remote, &CONTRACT)
}

//! The shop's contract: its slices, and how the store is configured for them.

use crate::slices::cart::CartState;
use crate::slices::chat::ChatState;
use crate::slices::context::ContextState;
use crate::slices::support::SupportState;
use crate::slices::user::{UserAction, UserState};
use crate::store::StoreBuilder;
use crate::{Contract, Store, StoreError, StoreOptions};

/// This build of the contract.
pub const CONTRACT: Contract = tarn_store::contract!();

/// The contract version: the semver of this crate, which host and remotes compare before they share a store.
pub const CONTRACT_VERSION: &str = CONTRACT.version;

/// The hash of the sources that determine the reducers: see [`Contract::fingerprint`].
pub const CONTRACT_FINGERPRINT: &str = CONTRACT.fingerprint;

/// A builder with all slices of the contract.
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

/// Makes an owner with the slices of the contract. In a browser, `browser::own_page` ensures that a page has only one; a
/// native test needs nothing else.
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
/// See [`crate::browser::own_page`].
pub fn own_page() -> Result<Store, StoreError> {
    crate::browser::own_page(store_builder())
}

/// Provides the page's store to the components of the current reactive owner: see [`tarn_store::provide_store`].
///
/// # Errors
/// See [`tarn_store::provide_store`].
pub fn provide_store(remote: &str) -> Result<(), StoreError> {
    tarn_store::provide_store(remote, &CONTRACT, store_builder)
}

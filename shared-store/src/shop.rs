//! The shop's contract: its slices, and how the store is configured for them.

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
#[cfg(target_arch = "wasm32")]
pub fn own_page() -> Result<Store, StoreError> {
    crate::browser::own_page(store_builder())
}

/// Provides the page's store to the components of the current reactive owner: see [`crate::browser::provide_store`].
///
/// # Errors
/// See [`crate::browser::provide_store`].
#[cfg(target_arch = "wasm32")]
pub fn provide_store(remote: &str) -> Result<(), StoreError> {
    crate::browser::provide_store(remote, &CONTRACT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::sync_between_builds;
    use crate::store::Sync;

    /// The concatenated `.rs` files below this folder.
    fn sources(folder: &std::path::Path) -> String {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries
            .map(|path| match path.is_dir() {
                true => sources(&path),
                false => std::fs::read_to_string(path).unwrap(),
            })
            .collect()
    }

    #[test]
    fn the_fingerprint_covers_every_crate_of_the_shop_that_reducers_use() {
        let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let code = sources(&here.join("src/slices"));
        let build = include_str!("../build.rs");
        let mut used = 0;
        // The engine and the wire format in `crates/` are not part of the fingerprint: see build.rs.
        let folders = ["..", "../shop"].iter().filter_map(|folder| {
            let entries = std::fs::read_dir(here.join(folder)).ok()?;
            Some(entries.map(move |entry| (folder, entry.unwrap().file_name().into_string().unwrap())))
        });
        for (folder, name) in folders.flatten() {
            if name != env!("CARGO_PKG_NAME") && code.contains(&format!("{}::", name.replace('-', "_"))) {
                used += 1;
                assert!(build.contains(&format!("\"{folder}/{name}/src\"")), "{folder}/{name}");
            }
        }
        assert!(used >= 1, "shop-limits");
    }

    #[test]
    fn this_build_has_a_fingerprint() {
        assert_eq!(CONTRACT_FINGERPRINT.len(), 16);
        assert_eq!(
            sync_between_builds(CONTRACT.build(), CONTRACT.build()),
            Some(Sync::Actions)
        );
    }
}

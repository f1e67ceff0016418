//! The slice `wishlist`: products that a shopper keeps for later.
//!
//! The host does not know it. The products remote registers it at run time, with the reducer here; the account remote reads
//! it. Only these two depend on this crate.

pub use shop_limits::MAX_KEPT_PRODUCTS as MAX_PRODUCTS;

use serde::{Deserialize, Serialize};
use shared_store::{Action, Change, Foreign, React, Reduce, Rejected, UserAction};
use tarn_wire::Wire;

const MAX_ID_BYTES: usize = 200;

/// The wishlist.
#[derive(Debug, Clone, Default, PartialEq, Eq, Wire, Serialize, Deserialize)]
#[wire(default)]
#[serde(default, rename_all = "camelCase")]
pub struct WishlistState {
    /// The products' ids, latest last.
    pub product_ids: Vec<String>,
}

/// Actions on the wishlist.
#[derive(Debug, Clone, PartialEq, Eq, Wire, Serialize, Deserialize, Action)]
#[slice(key = "wishlist", state = WishlistState, reacts_to(UserAction::ClearUser))]
#[serde(tag = "type", content = "payload", rename_all_fields = "camelCase")]
pub enum WishlistAction {
    /// Adds a product. Idempotent.
    #[slice(crosses_tabs)]
    #[serde(rename = "wishlist/keep")]
    Keep {
        /// The product's id.
        product_id: String,
    },
    /// Removes a product. Idempotent.
    #[slice(crosses_tabs)]
    #[serde(rename = "wishlist/letGo")]
    LetGo {
        /// The product's id.
        product_id: String,
    },
}

impl Reduce<WishlistAction> for WishlistState {
    fn reduce(&mut self, action: WishlistAction, _seq: u64) -> Result<Change, Rejected> {
        let ids = &mut self.product_ids;
        match action {
            WishlistAction::Keep { product_id } => {
                if product_id.is_empty() || product_id.len() > MAX_ID_BYTES {
                    return Err(Rejected::refused("productId: a product's id has 1 to 200 bytes"));
                }
                if ids.contains(&product_id) {
                    return Ok(Change::Unchanged);
                }
                if ids.len() >= MAX_PRODUCTS {
                    return Err(Rejected::refused("the wishlist is full: it keeps 200 products"));
                }
                ids.push(product_id);
                Ok(Change::Changed)
            }
            WishlistAction::LetGo { product_id } => {
                let before = ids.len();
                ids.retain(|id| *id != product_id);
                Ok(Change::when(ids.len() != before))
            }
        }
    }
}

/// The wishlist belongs to the user and is emptied at a logout.
impl React for WishlistState {
    fn react(&mut self, _user_is_gone: &Foreign<'_>) -> Change {
        let change = Change::when(!self.product_ids.is_empty());
        self.product_ids.clear();
        change
    }
}

/// True if the product is on the wishlist.
#[must_use]
pub fn select_is_in_wishlist(wishlist: &WishlistState, product_id: &str) -> bool {
    wishlist.product_ids.iter().any(|id| id == product_id)
}

/// The number of products on the wishlist.
#[must_use]
pub fn select_kept_count(wishlist: &WishlistState) -> usize {
    wishlist.product_ids.len()
}

/// The action that toggles a product.
#[must_use]
pub fn toggle(is_kept: bool, product_id: &str) -> WishlistAction {
    let product_id = product_id.into();
    match is_kept {
        true => WishlistAction::LetGo { product_id },
        false => WishlistAction::Keep { product_id },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared_store::{Store, StoreOptions, UserAction, make_store};

    fn store() -> Store {
        let store = make_store(StoreOptions::default());
        store.register_slice::<WishlistState>(|| {}).unwrap();
        store
    }

    fn ids(store: &Store) -> Vec<String> {
        let state = store.owner().unwrap().peek("wishlist").unwrap();
        tarn_wire::from_slice::<WishlistState>(&state).unwrap().product_ids
    }

    #[test]
    fn a_product_is_added_once_and_removed() {
        let store = store();
        for _ in 0..2 {
            store.dispatch(toggle(false, "p1")).unwrap();
        }
        store.dispatch(toggle(false, "p2")).unwrap();
        assert_eq!(ids(&store), ["p1", "p2"]);
        store.dispatch(toggle(true, "p1")).unwrap();
        store.dispatch(toggle(true, "p1")).unwrap();
        assert_eq!(ids(&store), ["p2"]);
    }

    #[test]
    fn the_wishlist_is_bounded() {
        let store = store();
        assert!(store.dispatch(toggle(false, "")).is_err());
        assert!(store.dispatch(toggle(false, &"x".repeat(201))).is_err());
        for number in 0..MAX_PRODUCTS {
            store.dispatch(toggle(false, &format!("p{number}"))).unwrap();
        }
        assert!(store.dispatch(toggle(false, "one more")).is_err());
        assert_eq!(ids(&store).len(), MAX_PRODUCTS);
    }

    #[test]
    fn a_logout_empties_the_wishlist() {
        let store = store();
        store.dispatch(toggle(false, "p1")).unwrap();
        store.dispatch(UserAction::ClearUser).unwrap();
        assert!(ids(&store).is_empty());
    }
}

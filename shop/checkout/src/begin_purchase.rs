//! Begins purchases, with regard to the stored cart: where tabs cannot reach each other, another tab's stored purchase is
//! newer than this tab's.

use shop_limits::is_idempotency_key;
use tarn_wire::Wire;

use shared_store::browser::storage::Area;
use shared_store::persistence::saved_at;
use shared_store::{CART, CartState, Purchase, Rejected, STORED, Store, select_user_id};

use crate::displayed_purchase;
use crate::purchase_id::new_purchase_id;

/// The purchases in the stored cart. They are readable even if a line of that cart is not.
#[derive(Debug, Clone, Default, PartialEq, Wire)]
#[wire(default)]
pub struct StoredPurchases {
    /// The current purchase.
    pub purchase: Option<Purchase>,
    /// The ids of the latest placed purchases.
    pub placed: Vec<String>,
}

/// The purchases of the newest readable copy of the stored cart; empty without one. After a rollback there may be two
/// copies: the newer build's and this build's.
#[must_use]
pub fn stored_purchases() -> StoredPurchases {
    let mut newest = StoredPurchases::default();
    let mut newest_at = -1.0;
    for key in STORED.keys_of(CART.slice) {
        let Ok(Some(stored)) = Area::Local.read_encoded(&key) else {
            continue;
        };
        let written_at = saved_at(&stored);
        if written_at > newest_at
            && let Ok(state) = CART.open(&stored)
            && let Ok(purchases) = tarn_wire::from_slice(&state)
        {
            newest = purchases;
            newest_at = written_at;
        }
    }
    newest
}

/// Begins a purchase of these products, or continues the user's current purchase in this tab or another: that tab may have
/// sent its order already.
///
/// # Errors
/// The store refuses the purchase.
pub fn begin_purchase(store: &Store, product_ids: Vec<String>) -> Result<(), Rejected> {
    let user_id = store.select(select_user_id);
    displayed_purchase::begin(store, user_id.clone(), product_ids, || {
        let stored = stored_purchases().purchase.filter(|stored| stored.user_id == user_id);
        let id = stored.map(|stored| stored.id);
        let id = id.filter(|id| is_idempotency_key(id) && !is_placed(store, id));
        id.unwrap_or_else(new_purchase_id)
    })
}

/// True if this tab knows that the purchase was placed.
#[must_use]
pub fn is_placed(store: &Store, id: &String) -> bool {
    store.select(|cart: &CartState| cart.placed.contains(id))
}

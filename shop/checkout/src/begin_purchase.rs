//! Beginning a purchase, and what other tabs have stored of purchases: newer than the cart of this tab where the tabs do not hear of
//! each other.

use shop_limits::is_idempotency_key;
use tarn_wire::Wire;

use shared_store::browser::storage::Area;
use shared_store::persistence::saved_at;
use shared_store::{CART, CartState, Purchase, Rejected, STORED, Store, select_user_id};

use crate::purchase_id::new_purchase_id;
use crate::shown;

/// The part of the stored cart that is about purchases. It is read also where a line of that cart cannot be.
#[derive(Debug, Clone, Default, PartialEq, Wire)]
#[wire(default)]
pub struct StoredPurchases {
    /// The purchase that was begun.
    pub purchase: Option<Purchase>,
    /// The ids of the purchases that were placed last.
    pub placed: Vec<String>,
}

/// What the newest stored copy of the cart that can be read says; empty where there is none. After a roll back there may be two
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

/// Begins a purchase of these products, or goes on with the one that the user is at in this tab, or in another one: that tab may have
/// sent its order already.
///
/// # Errors
/// When the store refuses to begin the purchase.
pub fn begin_purchase(store: &Store, product_ids: Vec<String>) -> Result<(), Rejected> {
    let user_id = store.select(select_user_id);
    shown::begin(store, user_id.clone(), product_ids, || {
        let stored = stored_purchases().purchase.filter(|stored| stored.user_id == user_id);
        let id = stored.map(|stored| stored.id);
        let id = id.filter(|id| is_idempotency_key(id) && !is_placed(store, id));
        id.unwrap_or_else(new_purchase_id)
    })
}

/// Whether this tab knows that the purchase was placed.
#[must_use]
pub fn is_placed(store: &Store, id: &String) -> bool {
    store.select(|cart: &CartState| cart.placed.contains(id))
}

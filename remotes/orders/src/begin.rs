//! Begins a purchase from the cart's handoff, or continues the present one.

use shared_store::browser::storage::Area;
use shared_store::{Purchase, Store};
use shop_checkout::DisplayedPurchase;
use shop_checkout::{HANDOFF_KEY, Handoff};
use shop_checkout::{begin_purchase, is_placed, stored_purchases};

/// Takes the handoff from sessionStorage and begins a purchase with it. Without a handoff (after a reload or an expired
/// session) the present purchase continues.
///
/// # Errors
/// A damaged handoff, or a refusal of the store. The purchase is then unchanged.
pub(crate) fn begin(store: &Store) -> Result<(), String> {
    let handed_off = Area::Session.take::<Handoff>(HANDOFF_KEY)?;
    let lines = handed_off.map(Handoff::into_lines).transpose();
    let Some(lines) = lines.map_err(|rejected| rejected.message)? else {
        return Ok(());
    };
    let product_ids = lines.into_iter().map(|line| line.product_id).collect();
    begin_purchase(store, product_ids).map_err(|rejected| rejected.message)
}

/// True if the stored cart shows that another tab has placed this purchase, or has begun another one for this user. Tabs
/// with a bridge know that already. Missing storage, or a stored purchase that this tab knows to be placed, proves nothing.
pub(crate) fn is_elsewhere(store: &Store, shown: &DisplayedPurchase) -> bool {
    let stored = stored_purchases();
    let is_other = |purchase: &Purchase| {
        purchase.id != shown.purchase_id && purchase.user_id == shown.user_id && !is_placed(store, &purchase.id)
    };
    stored.placed.contains(&shown.purchase_id) || stored.purchase.as_ref().is_some_and(is_other)
}

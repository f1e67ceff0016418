//! Beginning a purchase with what the cart handed off, or going on with the one that is under way.

use shared_store::browser::storage::Area;
use shared_store::{Purchase, Store};
use shop_checkout::Shown;
use shop_checkout::{HANDOFF_KEY, Handoff};
use shop_checkout::{begin_purchase, is_placed, stored_purchases};

/// Reads the handoff, once: it is gone afterwards, and what it says belongs to the purchase of the store. Without a handoff (the page was
/// loaded again, or the session had expired) the purchase goes on as it is.
///
/// # Errors
/// What is wrong with the handoff. The purchase is then as it was.
pub(crate) fn begin(store: &Store) -> Result<(), String> {
    let handed_off = Area::Session.take::<Handoff>(HANDOFF_KEY)?;
    let lines = handed_off.map(Handoff::into_lines).transpose();
    let Some(lines) = lines.map_err(|rejected| rejected.message)? else {
        return Ok(());
    };
    let product_ids = lines.into_iter().map(|line| line.product_id).collect();
    begin_purchase(store, product_ids).map_err(|rejected| rejected.message)
}

/// Whether the stored cart says that another tab has placed this purchase, or is at a different purchase of this user. It does not say so where the
/// tabs hear of each other: then this tab has heard of it. Where nothing is stored, or what this tab knows to be over, nothing is known.
pub(crate) fn is_elsewhere(store: &Store, shown: &Shown) -> bool {
    let stored = stored_purchases();
    let is_other = |purchase: &Purchase| {
        purchase.id != shown.purchase_id && purchase.user_id == shown.user_id && !is_placed(store, &purchase.id)
    };
    stored.placed.contains(&shown.purchase_id) || stored.purchase.as_ref().is_some_and(is_other)
}

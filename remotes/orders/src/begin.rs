//! Beginning a purchase with what the cart handed off, or going on with the one that is under way.

use shared_store::browser::storage::Area;
use shared_store::browser::{new_purchase_id, stored_cart};
use shared_store::checkout::Shown;
use shared_store::handoff::{HANDOFF_KEY, Handoff};
use shared_store::{CartState, Purchase, Store, checkout, select_user_id};

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
    let user_id = store.select(select_user_id);
    let begun = checkout::begin(store, user_id.clone(), product_ids, || {
        stored_purchase(store, &user_id).unwrap_or_else(new_purchase_id)
    });
    begun.map_err(|rejected| rejected.message)
}

/// The purchase of this user in the stored cart. Another tab may be at it, and may have sent its order already, where the tabs do not
/// hear of each other.
fn stored_purchase(store: &Store, user_id: &str) -> Option<String> {
    let is_placed = |id: &String| store.select(|cart: &CartState| cart.placed.contains(id));
    let purchase = stored_cart()?.purchase.filter(|purchase| purchase.user_id == user_id)?;
    Some(purchase.id).filter(|id| !is_placed(id))
}

/// Whether the stored cart says that another tab has placed this purchase, or is at another one of this user. It does not say so where the
/// tabs hear of each other: then this tab has heard of it. Where nothing is stored, or what this tab knows to be over, nothing is known.
pub(crate) fn is_elsewhere(store: &Store, shown: &Shown) -> bool {
    let is_over = |id: &String| store.select(|cart: &CartState| cart.placed.contains(id));
    stored_cart().is_some_and(|cart| {
        let is_other = |purchase: &Purchase| {
            purchase.id != shown.purchase_id && purchase.user_id == shown.user_id && !is_over(&purchase.id)
        };
        cart.placed.contains(&shown.purchase_id) || cart.purchase.as_ref().is_some_and(is_other)
    })
}

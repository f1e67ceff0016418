//! Beginning a purchase with what the cart handed off, or going on with the one that is under way.

use shared_store::browser::storage::Area;
use shared_store::browser::stored_cart;
use shared_store::handoff::{HANDOFF_KEY, Handoff};
use shared_store::{Purchase, Store, UserState, checkout};

use crate::purchase_id;

/// The id of the user that is logged in; empty for a guest.
pub(crate) fn user_id(user: &UserState) -> String {
    user.user.as_ref().map(|user| user.id.clone()).unwrap_or_default()
}

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
    let begun = checkout::begin(store, store.select(user_id), product_ids, purchase_id::new);
    begun.map_err(|rejected| rejected.message)
}

/// Whether the stored cart says that another tab has placed this purchase, or is at another one. It does not say so where the tabs
/// hear of each other: then this tab has heard of it. Where nothing is stored, nothing is known.
pub(crate) fn is_elsewhere(purchase_id: &str) -> bool {
    stored_cart().is_some_and(|cart| {
        let is_other = |purchase: &Purchase| purchase.id != purchase_id;
        cart.placed.iter().any(|placed| placed == purchase_id) || cart.purchase.as_ref().is_some_and(is_other)
    })
}

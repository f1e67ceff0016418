//! Hands the selected lines off to the payment.

use shared_store::browser::storage::Area;
use shared_store::{CartLine, Store};
use shop_checkout::begin_purchase;
use shop_checkout::{HANDOFF_KEY, Handoff};

/// Stores these lines in sessionStorage for the payment. If the browser denies that or loses the value, the purchase begins
/// in the store instead, and the payment continues it.
///
/// # Errors
/// The refusal of the store to begin the purchase, as a sentence.
pub(crate) fn hand_off(store: &Store, lines: Vec<CartLine>) -> Result<(), String> {
    let handoff = Handoff::new(lines);
    let is_written = Area::Session.write(HANDOFF_KEY, &handoff).is_ok();
    let kept: Option<Handoff> = Area::Session.read(HANDOFF_KEY).ok().flatten();
    if is_written && kept.as_ref() == Some(&handoff) {
        return Ok(());
    }
    Area::Session.remove(HANDOFF_KEY);
    let product_ids = handoff.lines.into_iter().map(|line| line.product_id).collect();
    begin_purchase(store, product_ids).map_err(|rejected| rejected.message)
}

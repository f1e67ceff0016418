//! The purchase in progress: its identity, from the checkout until it is placed or abandoned.
//!
//! The purchase belongs to the cart and not to a tab, so every tab knows it and it survives a crash of the browser. The
//! server keeps one order per purchase and user. All tabs, retries and restarts that pay for a purchase therefore produce
//! one order.

use serde::{Deserialize, Serialize};
use shop_limits::{MAX_LINES, is_idempotency_key};
use tarn_wire::Wire;

use crate::Rejected;
use crate::slices::cart_lines::CartLines;

/// The maximum number of placed purchases that the cart keeps. A stale tab asks about the last one or two.
const MAX_PLACED: usize = 8;

/// The purchase in progress.
#[derive(Debug, Clone, Default, PartialEq, Eq, Wire, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Purchase {
    /// The `Idempotency-Key` of its order.
    pub id: String,
    /// The id of its user.
    pub user_id: String,
    /// The selected products. Quantities and prices are those of the cart's lines.
    pub product_ids: Vec<String>,
}

/// Bought pieces of a product.
#[derive(Debug, Clone, Default, PartialEq, Eq, Wire, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BoughtLine {
    /// The product.
    pub product_id: String,
    /// The number of pieces in the order.
    pub quantity: u32,
}

/// Continues the user's present purchase with the newly selected products, or begins a new one.
///
/// Two tabs may begin at the same moment, each with its own id. Each tab receives the other's id, and both keep the smaller
/// one.
pub(super) fn begin(
    present: &mut Option<Purchase>,
    placed: &[String],
    mut purchase: Purchase,
) -> Result<bool, Rejected> {
    check(&purchase)?;
    if placed.contains(&purchase.id) {
        return Err(Rejected::refused("id: this purchase was placed; begin another one"));
    }
    if let Some(present) = present
        && present.user_id == purchase.user_id
        && present.id < purchase.id
    {
        purchase.id.clone_from(&present.id);
    }
    let changed = present.as_ref() != Some(&purchase);
    *present = Some(purchase);
    Ok(changed)
}

/// The stored purchase, unless it is invalid or placed: it would block the next checkout.
pub(super) fn restored(purchase: Option<Purchase>, placed: &mut Vec<String>) -> Option<Purchase> {
    placed.drain(..placed.len().saturating_sub(MAX_PLACED));
    purchase.filter(|purchase| check(purchase).is_ok() && !placed.contains(&purchase.id))
}

fn check(purchase: &Purchase) -> Result<(), Rejected> {
    if !is_idempotency_key(&purchase.id) {
        return Err(Rejected::refused("id: a purchase's id is 8 to 64 visible characters"));
    }
    if purchase.user_id.is_empty() {
        return Err(Rejected::refused("userId: a purchase belongs to a user"));
    }
    if !(1..=MAX_LINES).contains(&purchase.product_ids.len()) {
        return Err(Rejected::refused(format!(
            "productIds: choose 1 to {MAX_LINES} products"
        )));
    }
    Ok(())
}

/// Removes the bought pieces from the cart; other pieces stay. Idempotent, also across tabs.
pub(super) fn placed(
    lines: &mut CartLines,
    present: &mut Option<Purchase>,
    placed: &mut Vec<String>,
    id: String,
    bought: &[BoughtLine],
) -> Result<bool, Rejected> {
    if !is_idempotency_key(&id) {
        return Err(Rejected::refused("id: a purchase's id is 8 to 64 visible characters"));
    }
    if placed.contains(&id) {
        return Ok(false);
    }
    for line in bought {
        take(lines, line);
    }
    present.take_if(|purchase| {
        let is_bought = |product_id: &String| lines.find(product_id).is_none();
        purchase.id == id || purchase.product_ids.iter().all(is_bought)
    });
    placed.push(id);
    if placed.len() > MAX_PLACED {
        placed.remove(0);
    }
    Ok(true)
}

fn take(lines: &mut CartLines, bought: &BoughtLine) {
    let Some(place) = lines.find(&bought.product_id) else {
        return;
    };
    match lines[place].quantity.saturating_sub(bought.quantity) {
        0 => lines.remove(place),
        left => lines.set_quantity(place, left),
    }
}

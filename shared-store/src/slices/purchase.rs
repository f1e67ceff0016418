//! The purchase that a cart is at: its identity, from the way to the checkout until it is placed or abandoned.
//!
//! The purchase is part of the cart and not of a tab, so every tab knows it and it survives a crash of the browser. The server keeps
//! one order per purchase and user. So however many tabs, retries and restarts pay for a purchase, there is one order.

use shop_limits::{MAX_LINES, is_idempotency_key};
use tarn_wire::Wire;

use crate::Rejected;
use crate::slices::cart_lines::CartLines;

/// How many purchases the cart remembers as placed. A tab that lags behind asks about the last one or two.
const MAX_PLACED: usize = 8;

/// What the shopper is about to pay for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Wire)]
pub struct Purchase {
    /// What the server knows it by: the `Idempotency-Key` of its order.
    pub id: String,
    /// The id of the user that it belongs to.
    pub user_id: String,
    /// The products of the cart that the shopper chose to pay for. Their quantities and prices are those of the cart's lines.
    pub product_ids: Vec<String>,
}

/// Pieces of a product that were bought.
#[derive(Debug, Clone, Default, PartialEq, Eq, Wire)]
pub struct BoughtLine {
    /// The product.
    pub product_id: String,
    /// How many pieces the order has.
    pub quantity: u32,
}

/// Goes on with the purchase of the same user, with the products that are chosen now; else begins this one.
///
/// Two tabs may begin at the same moment, each with an id of its own. Each tab hears of the other's id: both then keep the smaller one.
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

/// The stored purchases: one that could not be begun, or that is placed, would block the next checkout.
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

/// Takes the pieces that were bought out of the cart, and leaves what was not bought or was added meanwhile. Told twice, or by two
/// tabs, it happens once.
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

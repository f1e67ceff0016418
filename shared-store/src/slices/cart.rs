//! The cart. Written by products (`addToCart`), cart and orders; read by the header, the mini cart and the checkout.

use serde::{Deserialize, Serialize};
use tarn_wire::{Reader, Tagged, Wire};

use super::cart_line::{check, check_price, check_quantity};
use crate::slices::cart_lines::{CartLines, sum_with};
use crate::slices::purchase::{self, BoughtLine, Purchase};
use crate::slices::user::UserAction;
use crate::{Action, Change, Foreign, React, Reduce, Rejected, Step, Steps};

pub use super::cart_line::{CartLine, MAX_LINES, MAX_PRICE_CENTS, MAX_QUANTITY};

/// The shopper's cart.
#[derive(Debug, Clone, Default, PartialEq, Wire, Serialize, Deserialize)]
#[wire(default)]
#[serde(default, rename_all = "camelCase")]
pub struct CartState {
    /// One line per product, in the order of adding.
    pub lines: CartLines,
    /// The sequence number of the last action that changed the cart.
    pub updated_seq: u64,
    /// The present purchase, from the checkout until its order is placed.
    pub purchase: Option<Purchase>,
    /// The ids of the latest placed purchases, the newest at the end.
    pub placed: Vec<String>,
}

/// Actions on the cart.
#[derive(Debug, Clone, PartialEq, Wire, Serialize, Deserialize, Action)]
#[slice(key = "cart", state = CartState, reacts_to(UserAction::ClearUser), steps)]
#[serde(tag = "type", content = "payload", rename_all_fields = "camelCase")]
pub enum CartAction {
    /// Adds pieces of a product, to its line if it exists.
    #[slice(crosses_tabs)]
    #[serde(rename = "cart/addToCart")]
    AddToCart(CartLine),
    /// Sets a line's quantity; 0 removes the line.
    #[slice(crosses_tabs)]
    #[serde(rename = "cart/updateQuantity")]
    UpdateQuantity {
        /// The line's product.
        product_id: String,
        /// The new number of pieces.
        quantity: u32,
    },
    /// Removes a line. Idempotent: a missing line is not an error.
    #[slice(crosses_tabs)]
    #[serde(rename = "cart/removeFromCart")]
    RemoveFromCart {
        /// The line's product.
        product_id: String,
    },
    /// Removes every line.
    #[slice(crosses_tabs)]
    #[serde(rename = "cart/clearCart")]
    ClearCart,
    /// Replaces all lines.
    #[slice(crosses_tabs)]
    #[serde(rename = "cart/replaceCart")]
    ReplaceCart {
        /// The lines.
        lines: Vec<CartLine>,
    },
    /// Restores a stored cart with its purchase. Quantities above the present maximum, in one line or in several, are
    /// reduced to it.
    #[serde(rename = "cart/restoreCart")]
    RestoreCart {
        /// The lines.
        lines: Vec<CartLine>,
        /// The purchase in progress.
        #[wire(default)]
        purchase: Option<Purchase>,
        /// The ids of the latest placed purchases.
        #[wire(default)]
        #[serde(default)]
        placed: Vec<String>,
    },
    /// Sets the price of a line to the shop's present price. Does nothing for a product outside the cart.
    #[slice(crosses_tabs)]
    #[serde(rename = "cart/updatePrice")]
    UpdatePrice {
        /// The line's product.
        product_id: String,
        /// The price of one piece in cents.
        price_cents: u32,
    },
    /// Begins a purchase, or continues the user's present one: see [`purchase`].
    #[slice(crosses_tabs)]
    #[serde(rename = "cart/beginPurchase")]
    BeginPurchase(Purchase),
    /// The shop has an order for this purchase: the bought pieces leave the cart.
    #[slice(crosses_tabs)]
    #[serde(rename = "cart/purchasePlaced")]
    PurchasePlaced {
        /// The id of the purchase.
        id: String,
        /// The lines of the order.
        lines: Vec<BoughtLine>,
    },
}

impl Reduce<CartAction> for CartState {
    fn reduce(&mut self, action: CartAction, seq: u64) -> Result<Change, Rejected> {
        let changed = match action {
            CartAction::AddToCart(line) => add(&mut self.lines, line)?,
            CartAction::UpdateQuantity { product_id, quantity } => update(&mut self.lines, &product_id, quantity)?,
            CartAction::RemoveFromCart { product_id } => remove(&mut self.lines, &product_id),
            CartAction::ClearCart => clear(&mut self.lines),
            CartAction::ReplaceCart { lines } => replace(&mut self.lines, lines)?,
            CartAction::RestoreCart {
                lines,
                purchase,
                placed,
            } => restore(self, lines, purchase, placed)?,
            CartAction::UpdatePrice {
                product_id,
                price_cents,
            } => set_price(&mut self.lines, &product_id, price_cents)?,
            CartAction::BeginPurchase(purchase) => purchase::begin(&mut self.purchase, &self.placed, purchase)?,
            CartAction::PurchasePlaced { id, lines } => {
                purchase::placed(&mut self.lines, &mut self.purchase, &mut self.placed, id, &lines)?
            }
        };
        if changed {
            self.updated_seq = seq;
        }
        Ok(Change::when(changed))
    }
}

impl Steps for CartState {
    /// A step is the position of a line and its new quantity.
    fn step_of(&self, action: &Tagged<'_>) -> Option<Step> {
        if action.tag != CartAction::ADD_TO_CART {
            return None;
        }
        let (place, quantity) = sum_with(&self.lines, &mut Reader::new(action.value?))?;
        Some(Step(place as u32, quantity))
    }

    fn take_step(&mut self, Step(place, quantity): Step, seq: u64) -> bool {
        let place = place as usize;
        let is_there = place < self.lines.len();
        if is_there {
            self.lines.set_quantity(place, quantity);
            self.updated_seq = seq;
        }
        is_there
    }

    fn changed_numbers(Step(place, quantity): Step, seq: u64) -> String {
        format!("lines.{place}.quantity={quantity} updatedSeq={seq}")
    }
}

impl React for CartState {
    fn react(&mut self, _user_is_gone: &Foreign<'_>) -> Change {
        Change::when(forget(self))
    }
}

fn add(lines: &mut CartLines, line: CartLine) -> Result<bool, Rejected> {
    check(&line)?;
    if let Some(place) = lines.find(&line.product_id) {
        let quantity = lines[place].quantity.saturating_add(line.quantity);
        check_quantity(quantity)?;
        lines.put(place, CartLine { quantity, ..line });
    } else if lines.len() == MAX_LINES {
        return Err(Rejected::refused(format!(
            "a cart holds {MAX_LINES} different products at most"
        )));
    } else {
        lines.push(line);
    }
    Ok(true)
}

fn update(lines: &mut CartLines, product_id: &str, quantity: u32) -> Result<bool, Rejected> {
    if quantity == 0 {
        return Ok(remove(lines, product_id));
    }
    check_quantity(quantity)?;
    match lines.find(product_id) {
        None => Err(Rejected::refused(format!(
            "productId: \"{product_id}\" is not in the cart; add it first"
        ))),
        Some(place) if lines[place].quantity == quantity => Ok(false),
        Some(place) => {
            lines.set_quantity(place, quantity);
            Ok(true)
        }
    }
}

fn remove(lines: &mut CartLines, product_id: &str) -> bool {
    let place = lines.find(product_id);
    if let Some(place) = place {
        lines.remove(place);
    }
    place.is_some()
}

fn clear(lines: &mut CartLines) -> bool {
    let before = std::mem::take(lines);
    !before.is_empty()
}

/// Removes everything that belongs to the user: lines, purchase and placed ids.
fn forget(state: &mut CartState) -> bool {
    let had_purchase = state.purchase.take().is_some();
    let had_placed = !std::mem::take(&mut state.placed).is_empty();
    clear(&mut state.lines) || had_purchase || had_placed
}

fn restore(
    state: &mut CartState,
    lines: Vec<CartLine>,
    purchase: Option<Purchase>,
    mut placed: Vec<String>,
) -> Result<bool, Rejected> {
    let mut taken = CartLines::default();
    for mut line in lines {
        let before = taken.find(&line.product_id).map_or(0, |place| taken[place].quantity);
        if line.quantity == 0 || before < MAX_QUANTITY {
            line.quantity = line.quantity.min(MAX_QUANTITY - before);
            add(&mut taken, line)?;
        }
    }
    // The tab that stored this cart may not know purchases that were begun or placed here meanwhile.
    let unknown = state.placed.iter().filter(|id| !placed.contains(id));
    let unknown: Vec<_> = unknown.cloned().collect();
    placed.extend(unknown);
    let purchase = purchase::restored(purchase.or_else(|| state.purchase.clone()), &mut placed);
    let changed = state.lines != taken || state.purchase != purchase || state.placed != placed;
    state.lines = taken;
    state.purchase = purchase;
    state.placed = placed;
    Ok(changed)
}

fn set_price(lines: &mut CartLines, product_id: &str, price_cents: u32) -> Result<bool, Rejected> {
    check_price(price_cents)?;
    let place = lines.find(product_id);
    let place = place.filter(|place| lines[*place].price_cents != price_cents);
    if let Some(place) = place {
        let line = lines[place].clone();
        lines.put(place, CartLine { price_cents, ..line });
    }
    Ok(place.is_some())
}

fn replace(lines: &mut CartLines, next: Vec<CartLine>) -> Result<bool, Rejected> {
    let mut checked = CartLines::default();
    for line in next {
        add(&mut checked, line)?;
    }
    let changed = *lines != checked;
    *lines = checked;
    Ok(changed)
}

/// The lines, in the order of adding.
#[must_use]
pub fn select_cart_lines(cart: &CartState) -> Vec<CartLine> {
    cart.lines.to_vec()
}

/// The number of pieces: shown in the badge.
#[must_use]
pub fn select_total_cart_items(cart: &CartState) -> u32 {
    // At most MAX_LINES * MAX_QUANTITY, some two million: within u32.
    cart.lines.pieces()
}

/// The subtotal in cents, at the prices displayed when the lines were added.
#[must_use]
pub fn select_cart_subtotal_cents(cart: &CartState) -> u64 {
    cart.lines.subtotal_cents()
}

/// The present purchase.
#[must_use]
pub fn select_purchase(cart: &CartState) -> Option<Purchase> {
    cart.purchase.clone()
}

/// True if the cart has no lines.
#[must_use]
pub fn select_is_cart_empty(cart: &CartState) -> bool {
    cart.lines.is_empty()
}

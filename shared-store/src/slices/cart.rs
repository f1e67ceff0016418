//! The cart. Written by products (`addToCart`) and cart (everything), read by the header, the mini cart and the checkout.

use wire::{Reader, Tagged, Wire};

use crate::slices::cart_lines::{CartLines, sum_with};
use crate::slices::user::CLEAR_USER;
use crate::{Change, Rejected, Slice, SliceAction, SliceState, Step};

/// The slice `cart`.
#[derive(Debug)]
pub struct CartSlice;

/// The type of the action that adds pieces of a product.
pub const ADD_TO_CART: &str = "cart/addToCart";

/// The type of the action that puts a stored cart in place.
pub const REPLACE_CART: &str = "cart/replaceCart";

/// The most lines a cart holds.
pub const MAX_LINES: usize = 2_000;
/// The most pieces in one line.
pub const MAX_QUANTITY: u32 = 1_000_000;
/// The highest price of one piece, in cents. With the two above, a total stays below 2^53: exact in JavaScript, too.
pub const MAX_PRICE_CENTS: u32 = 4_000_000;
const MAX_TEXT_BYTES: usize = 500;

/// What the shopper wants to buy.
#[derive(Debug, Clone, Default, PartialEq, Wire)]
#[wire(default)]
pub struct CartState {
    /// One line per product, in the order of adding.
    pub lines: CartLines,
    /// The sequence number of the last action that changed the cart.
    pub updated_seq: u64,
}

/// A product in the cart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Wire)]
pub struct CartLine {
    /// The product's id.
    pub product_id: String,
    /// Its name, as shown when it was added.
    pub name: String,
    /// The price of one piece in cents, as shown. The server decides at the order.
    pub price_cents: u32,
    /// How many pieces, 1 to [`MAX_QUANTITY`].
    pub quantity: u32,
    /// The address of its picture.
    #[wire(default)]
    pub image: String,
}

/// What changes the cart.
#[derive(Debug, Clone, PartialEq, Wire)]
pub enum CartAction {
    /// Adds pieces of a product, to its line if there is one.
    AddToCart(CartLine),
    /// Sets a line's quantity; 0 removes the line.
    UpdateQuantity {
        /// The line's product.
        product_id: String,
        /// How many pieces there are to be.
        quantity: u32,
    },
    /// Removes a line. A line that is gone already is no error: two clicks are one.
    RemoveFromCart {
        /// The line's product.
        product_id: String,
    },
    /// Removes every line.
    ClearCart,
    /// Puts these lines in place of all: a cart that was stored, or that another tab changed.
    ReplaceCart {
        /// The lines.
        lines: Vec<CartLine>,
    },
}

impl SliceState for CartState {
    type Slice = CartSlice;
}

impl SliceAction for CartAction {
    type Slice = CartSlice;
}

impl Slice for CartSlice {
    const KEY: &'static str = "cart";
    const CROSSES_TABS: &'static [&'static str] = &[
        "addToCart",
        "updateQuantity",
        "removeFromCart",
        "clearCart",
        "replaceCart",
    ];
    type State = CartState;
    type Action = CartAction;

    fn reduce(state: &mut CartState, action: CartAction, seq: u64) -> Result<Change, Rejected> {
        let changed = match action {
            CartAction::AddToCart(line) => add(&mut state.lines, line)?,
            CartAction::UpdateQuantity { product_id, quantity } => update(&mut state.lines, &product_id, quantity)?,
            CartAction::RemoveFromCart { product_id } => remove(&mut state.lines, &product_id),
            CartAction::ClearCart => clear(&mut state.lines),
            CartAction::ReplaceCart { lines } => replace(&mut state.lines, lines)?,
        };
        if changed {
            state.updated_seq = seq;
        }
        Ok(Change::when(changed))
    }

    /// Where a line is, and the quantity that it then has.
    fn step_of(state: &CartState, action: &Tagged<'_>) -> Option<Step> {
        if action.tag != ADD_TO_CART {
            return None;
        }
        let (place, quantity) = sum_with(&state.lines, &mut Reader::new(action.value?))?;
        Some(Step(place as u32, quantity))
    }

    fn take_step(state: &mut CartState, Step(place, quantity): Step, seq: u64) -> bool {
        let place = place as usize;
        let is_there = place < state.lines.len();
        if is_there {
            state.lines.set_quantity(place, quantity);
            state.updated_seq = seq;
        }
        is_there
    }

    fn numbers_of(Step(place, quantity): Step, seq: u64) -> String {
        format!("lines.{place}.quantity={quantity} updatedSeq={seq}")
    }

    fn react(state: &mut CartState, action_type: &str) -> Change {
        Change::when(action_type == CLEAR_USER && clear(&mut state.lines))
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

fn replace(lines: &mut CartLines, next: Vec<CartLine>) -> Result<bool, Rejected> {
    let mut checked = CartLines::default();
    for line in next {
        add(&mut checked, line)?;
    }
    let changed = *lines != checked;
    *lines = checked;
    Ok(changed)
}

fn check(line: &CartLine) -> Result<(), Rejected> {
    let short = |field: &str, text: &str| {
        if text.len() > MAX_TEXT_BYTES {
            Err(Rejected::refused(format!(
                "{field}: longer than {MAX_TEXT_BYTES} bytes"
            )))
        } else {
            Ok(())
        }
    };
    if line.product_id.is_empty() {
        return Err(Rejected::refused("productId: must not be empty"));
    }
    short("productId", &line.product_id)?;
    short("name", &line.name)?;
    short("image", &line.image)?;
    if line.price_cents > MAX_PRICE_CENTS {
        return Err(Rejected::refused(format!(
            "priceCents: {} is above {MAX_PRICE_CENTS}",
            line.price_cents
        )));
    }
    check_quantity(line.quantity)
}

pub(super) fn check_quantity(quantity: u32) -> Result<(), Rejected> {
    if (1..=MAX_QUANTITY).contains(&quantity) {
        Ok(())
    } else {
        Err(Rejected::refused(format!(
            "quantity: {quantity} is not within 1 to {MAX_QUANTITY}"
        )))
    }
}

/// The lines, in the order of adding.
#[must_use]
pub fn select_cart_lines(cart: &CartState) -> Vec<CartLine> {
    cart.lines.to_vec()
}

/// The sum of all quantities: what the badge shows.
#[must_use]
pub fn select_total_cart_items(cart: &CartState) -> u32 {
    // At most MAX_LINES * MAX_QUANTITY = 2 * 10^9, within u32.
    cart.lines.pieces()
}

/// The sum of all lines in cents, as shown when they were added.
#[must_use]
pub fn select_cart_subtotal_cents(cart: &CartState) -> u64 {
    cart.lines.subtotal_cents()
}

/// Whether there is nothing in the cart.
#[must_use]
pub fn select_is_cart_empty(cart: &CartState) -> bool {
    cart.lines.is_empty()
}

impl CartLine {
    /// Price times quantity, in cents.
    #[must_use]
    pub fn total_cents(&self) -> u64 {
        u64::from(self.price_cents) * u64::from(self.quantity)
    }
}

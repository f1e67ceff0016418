//! One line of the cart, with its validation.

use serde::{Deserialize, Serialize};
use tarn_wire::Wire;

use crate::Rejected;

pub use shop_limits::{MAX_LINES, MAX_QUANTITY};

/// The highest price of one piece, in cents. With the limits of quantity and lines, a total stays below 2^53, which is
/// exact in JavaScript, too.
pub const MAX_PRICE_CENTS: u32 = 4_000_000;
const MAX_TEXT_BYTES: usize = 500;

/// A product in the cart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Wire, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CartLine {
    /// The product's id.
    pub product_id: String,
    /// The name displayed when it was added.
    pub name: String,
    /// The displayed price of one piece, in cents. The server decides the price of the order.
    pub price_cents: u32,
    /// The number of pieces, 1 to [`MAX_QUANTITY`].
    pub quantity: u32,
    /// The address of the picture.
    #[wire(default)]
    #[serde(default)]
    pub image: String,
}

impl CartLine {
    /// Price times quantity, in cents.
    #[must_use]
    pub fn total_cents(&self) -> u64 {
        u64::from(self.price_cents) * u64::from(self.quantity)
    }
}

pub(super) fn check(line: &CartLine) -> Result<(), Rejected> {
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
    check_price(line.price_cents)?;
    check_quantity(line.quantity)
}

pub(super) fn check_price(price_cents: u32) -> Result<(), Rejected> {
    if price_cents > MAX_PRICE_CENTS {
        return Err(Rejected::refused(format!(
            "priceCents: {price_cents} is above {MAX_PRICE_CENTS}"
        )));
    }
    Ok(())
}

pub(super) fn check_quantity(quantity: u32) -> Result<(), Rejected> {
    if (1..=MAX_QUANTITY).contains(&quantity) {
        Ok(())
    } else {
        Err(Rejected::refused(format!(
            "quantity: a cart takes 1 to {MAX_QUANTITY} pieces of one product, not {quantity}"
        )))
    }
}

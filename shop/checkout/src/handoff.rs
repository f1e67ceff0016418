//! The handoff from cart to payment: the selected lines, stored in sessionStorage and read once.

use tarn_wire::Wire;

use shared_store::{CartAction, CartLine, Rejected, accepted_lines};

/// The storage key of the handoff.
pub const HANDOFF_KEY: &str = "shop.checkout";

/// The lines that the shopper has selected for the payment.
#[derive(Debug, Clone, PartialEq, Wire)]
pub struct Handoff {
    /// The version of this schema: 1.
    pub schema: u32,
    /// The selected lines.
    pub lines: Vec<CartLine>,
}

impl Handoff {
    /// A handoff of these lines.
    #[must_use]
    pub fn new(lines: Vec<CartLine>) -> Self {
        Self { schema: 1, lines }
    }

    /// The lines, validated by the cart's reducer.
    ///
    /// # Errors
    /// There are no lines, or a line is invalid.
    pub fn into_lines(self) -> Result<Vec<CartLine>, Rejected> {
        if self.lines.is_empty() {
            return Err(Rejected::refused("lines: there is nothing to pay for"));
        }
        // A newer schema may add fields, but keeps these lines.
        if self.schema == 0 {
            return Err(Rejected::refused("schema: 0 is none"));
        }
        match accepted_lines(self.lines)? {
            CartAction::ReplaceCart { lines } => Ok(lines),
            _ => Err(Rejected::refused("lines: not a cart")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_valid_lines_of_a_cart_are_handed_off() {
        let line = CartLine {
            product_id: "p1".into(),
            quantity: 2,
            ..CartLine::default()
        };
        let lines = Handoff::new(vec![line.clone()]).into_lines().unwrap();
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0], line);
        assert!(Handoff::new(vec![]).into_lines().is_err());
        assert!(
            Handoff::new(vec![CartLine { quantity: 0, ..line }])
                .into_lines()
                .is_err()
        );
    }
}

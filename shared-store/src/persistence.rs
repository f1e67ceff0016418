//! The cart in localStorage: what is written, and what is believed when it is read back.

use wire::Wire;

use crate::slices::cart::{CartAction, CartLine, CartSlice, CartState};
use crate::{Rejected, Slice};

/// The key of the stored cart.
pub const CART_KEY: &str = "shop.cart";
/// The longest stored text that is read, in UTF-16 units. A full cart of ordinary lines is below a tenth of it.
pub const MAX_STORED_LENGTH: u32 = 1 << 20;

/// The stored form of the cart.
#[derive(Debug, Clone, PartialEq, Wire)]
pub struct StoredCart {
    /// The version of this form: 1.
    pub schema: u32,
    /// The lines, in the order of adding.
    pub lines: Vec<CartLine>,
}

impl StoredCart {
    /// What to store for these lines.
    #[must_use]
    pub fn new(lines: Vec<CartLine>) -> Self {
        Self { schema: 1, lines }
    }

    /// The action that restores the cart, once it is known that the cart will accept it.
    ///
    /// # Errors
    /// When the stored form is of another version, or a line is not one that the reducer would take.
    pub fn into_action(self) -> Result<CartAction, Rejected> {
        if self.schema != 1 {
            return Err(Rejected::refused(format!("schema: {} is not 1", self.schema)));
        }
        let action = CartAction::ReplaceCart { lines: self.lines };
        CartSlice::reduce(&mut CartState::default(), action.clone(), 1)?;
        Ok(action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(quantity: u32) -> CartLine {
        CartLine {
            product_id: "p1".into(),
            quantity,
            ..CartLine::default()
        }
    }

    #[test]
    fn a_stored_cart_comes_back() {
        let action = StoredCart::new(vec![line(3)]).into_action().unwrap();
        assert_eq!(action, CartAction::ReplaceCart { lines: vec![line(3)] });
    }

    #[test]
    fn what_the_reducer_would_not_take_is_not_believed() {
        assert!(StoredCart::new(vec![line(0)]).into_action().is_err());
        assert!(StoredCart::new(vec![line(10_000_000)]).into_action().is_err());
        assert!(
            StoredCart {
                schema: 2,
                lines: vec![]
            }
            .into_action()
            .is_err()
        );
    }
}

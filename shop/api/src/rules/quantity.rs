//! Quantities as shoppers type and paste them.

use super::characters::{digit, is_blank, is_variation};

/// Parses the quantity in a field: digits of any script, with spaces and invisible characters around and between them.
/// Signs, fractions and exponents are refused. The limits are checked by the caller.
///
/// ```
/// use shop_api::rules::read_quantity;
/// assert_eq!(read_quantity(" ٣ "), Some(3));
/// assert_eq!(read_quantity("1.5"), None);
/// ```
#[must_use]
pub fn read_quantity(input: &str) -> Option<u32> {
    let mut quantity = None;
    for c in input.chars() {
        match digit(c) {
            Some(value) => {
                let before = quantity.unwrap_or(0_u32);
                quantity = Some(before.saturating_mul(10).saturating_add(value.into()));
            }
            None if is_blank(c) || is_variation(c) => {}
            None => return None,
        }
    }
    quantity
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quantity_in_the_digits_of_any_script_is_accepted() {
        for right in [
            "12",
            "１２",
            "١٢",
            "۱۲",
            "१२",
            "𝟏𝟐",
            " 12\n",
            "\u{200f}١٢\u{200e}",
            "0012",
            "1\u{fe0f}\u{20e3}2\u{fe0f}\u{20e3}",
        ] {
            assert_eq!(read_quantity(right), Some(12), "{right:?}");
        }
    }

    #[test]
    fn only_whole_numbers_are_quantities() {
        for wrong in ["", " ", "-1", "+1", "1.5", "1,5", "1e3", "0x10", "½", "two", "1-2"] {
            assert_eq!(read_quantity(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_huge_number_saturates() {
        assert_eq!(read_quantity("10000000000000000000000"), Some(u32::MAX));
    }
}

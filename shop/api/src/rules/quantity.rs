//! Quantities as shoppers type and paste them.

use super::characters::{digit, is_blank, is_variation};

/// The quantity in a field: digits of any script, with spaces and invisible characters around and between them. A sign, a fraction or
/// an exponent is no quantity. The limits are the caller's.
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
    fn a_quantity_is_taken_in_the_digits_of_any_script() {
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
    fn what_is_no_whole_number_is_no_quantity() {
        for wrong in ["", " ", "-1", "+1", "1.5", "1,5", "1e3", "0x10", "½", "two", "1-2"] {
            assert_eq!(read_quantity(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_number_beyond_all_limits_is_one_still() {
        assert_eq!(read_quantity("10000000000000000000000"), Some(u32::MAX));
    }
}

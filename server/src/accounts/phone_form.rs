//! The stored form of a phone number. All spellings of a number have the same form, so one phone is one user.

use shop_api::rules::normalise_phone;

/// Country codes whose national numbers start with a 0 that is dropped after the country code.
///
/// Countries where the 0 is part of some numbers are deliberately missing (Italy 39, Benin 229, Ivory Coast 225, Congo
/// 242): one user with two accounts is better than two users with one.
const TRUNK_ZERO: [&str; 39] = [
    "20", "27", "31", "32", "33", "40", "41", "43", "44", "46", "49", "60", "61", "62", "63", "64", "66", "81", "82",
    "84", "86", "90", "91", "92", "93", "94", "95", "98", "213", "234", "254", "256", "353", "358", "380", "381",
    "385", "386", "421",
];

/// The stored form: the normal form, without the 0 of `+49 0151 2345678`.
///
/// # Errors
/// A sentence for the shopper, like [`normalise_phone`].
pub(super) fn phone_form(typed: &str) -> Result<String, &'static str> {
    let normal = normalise_phone(typed)?;
    Ok(without_trunk_zero(&normal).unwrap_or(normal))
}

/// The present form of a number that an earlier release stored; `None` if there is none.
pub(super) fn form_of_stored(stored: &str) -> Option<String> {
    // No country code starts with 0, but the first release kept the + of `+0151 2345678` and `+0049 151 2345678`.
    match stored.strip_prefix('+') {
        Some(digits) if digits.starts_with('0') => phone_form(digits).ok(),
        _ => phone_form(stored).ok(),
    }
}

fn without_trunk_zero(normal: &str) -> Option<String> {
    let digits = normal.strip_prefix('+')?;
    let shorter = TRUNK_ZERO.iter().find_map(|country| {
        let national = digits.strip_prefix(country)?.strip_prefix('0')?;
        Some(format!("+{country}{national}"))
    })?;
    // A number that is too short without its 0 keeps it.
    normalise_phone(&shorter).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_form_with_and_without_its_trunk_zero() {
        for typed in [
            "+491512345678",
            "+49 (0)151 2345678",
            "+49 0151 2345678",
            "0049 0151 2345678",
        ] {
            assert_eq!(phone_form(typed).as_deref(), Ok("+491512345678"), "{typed}");
        }
    }

    #[test]
    fn a_zero_that_is_part_of_the_number_stays() {
        for number in ["+390612345678", "+2250712345678", "+15550100199", "01512345678"] {
            assert_eq!(phone_form(number).as_deref(), Ok(number));
        }
        // Too short without it.
        assert_eq!(phone_form("+4901234").as_deref(), Ok("+4901234"));
    }

    #[test]
    fn numbers_stored_by_the_first_release_have_a_form() {
        for (stored, form) in [
            ("00491512345678", Some("+491512345678")),
            ("+00491512345678", Some("+491512345678")),
            ("+4901512345678", Some("+491512345678")),
            ("+01512345678", Some("01512345678")),
            ("+491512345678", Some("+491512345678")),
            ("+000000000", None),
        ] {
            assert_eq!(form_of_stored(stored).as_deref(), form, "{stored}");
        }
    }
}

//! Login codes as shoppers type and paste them.

use super::CODE_DIGITS;
use super::characters::{digit, is_blank, is_dash, is_dot, is_variation};

/// The login code in ASCII digits. The input must be six digits of any script; spaces, dashes, dots and invisible characters around and
/// between them are ignored.
///
/// ```
/// use shop_api::rules::normalise_code;
/// assert_eq!(normalise_code(" 12 34-56\u{200e}").as_deref(), Some("123456"));
/// assert_eq!(normalise_code("١٢٣٤٥٦").as_deref(), Some("123456"));
/// assert_eq!(normalise_code("12345"), None);
/// ```
#[must_use]
pub fn normalise_code(input: &str) -> Option<String> {
    let mut code = String::new();
    for c in input.chars() {
        match digit(c) {
            Some(_) if code.len() == CODE_DIGITS => return None,
            Some(value) => code.push(ascii(value)),
            None if is_separator(c) => {}
            None => return None,
        }
    }
    (code.len() == CODE_DIGITS).then_some(code)
}

/// Reduces the content of a code field to at most six ASCII digits. From a pasted message, such as "valid for 5 minutes:
/// 123-456", it takes the first six-digit number.
#[must_use]
pub fn typed_code(input: &str) -> String {
    let mut all = String::new();
    let mut run = String::new();
    // The appended character ends the last run.
    for c in input.chars().chain(['\0']) {
        match digit(c) {
            Some(value) => run.push(ascii(value)),
            None if is_separator(c) => {}
            None if run.len() == CODE_DIGITS => return run,
            None => {
                all.push_str(&run);
                run.clear();
            }
        }
    }
    all.truncate(CODE_DIGITS);
    all
}

fn is_separator(c: char) -> bool {
    is_blank(c) || is_dash(c) || is_dot(c) || is_variation(c)
}

fn ascii(value: u8) -> char {
    char::from(b'0' + value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_in_the_digits_of_any_script_is_accepted() {
        for right in [
            "123456",
            "１２３４５６",
            "١٢٣٤٥٦",
            "۱۲۳۴۵۶",
            "१२३४५६",
            "১২৩৪৫৬",
            "๑๒๓๔๕๖",
            "𝟏𝟐𝟑𝟒𝟓𝟔",
            "1２٣۴५৬",
        ] {
            assert_eq!(normalise_code(right).as_deref(), Some("123456"), "{right}");
            assert_eq!(typed_code(right), "123456", "{right}");
        }
    }

    #[test]
    fn a_code_with_spaces_dashes_and_direction_marks_is_accepted() {
        for right in [
            "1 2 3-4 5 6",
            " 123456\n",
            "123\u{a0}456",
            "123\u{202f}456",
            "123\u{2009}456",
            "１２３\u{3000}４５６",
            "123–456",
            "123−456",
            "\u{200f}١٢٣-٤٥٦\u{200e}",
            "\u{2066}123456\u{2069}",
            "\u{202a}123456\u{202c}",
            "\u{feff}123456",
            "12.34.56",
            "123\u{200b}456",
            "1\u{fe0f}\u{20e3}2\u{fe0f}\u{20e3}3\u{fe0f}\u{20e3}4\u{fe0f}\u{20e3}5\u{fe0f}\u{20e3}6\u{fe0f}\u{20e3}",
        ] {
            assert_eq!(normalise_code(right).as_deref(), Some("123456"), "{right:?}");
            assert_eq!(typed_code(right), "123456", "{right:?}");
        }
    }

    #[test]
    fn malformed_codes_are_refused() {
        for wrong in [
            "",
            "12345",
            "1234567",
            "12345a",
            "١٢٣",
            "１２３４５６７",
            "O12345",
            "12345²",
            "123456 7",
            "+123456",
            "12/34/56",
        ] {
            assert_eq!(normalise_code(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_field_shows_the_code_of_a_pasted_message() {
        for (pasted, shown) in [
            ("Your code is 123456", "123456"),
            ("123456 is your code, valid for 5 minutes", "123456"),
            ("5 minutes: 123-456.", "123456"),
            ("G-123456", "123456"),
            ("رمزك هو ١٢٣٤٥٦ صالح ٥ دقائق", "123456"),
            ("abc", ""),
            ("12ab", "12"),
            ("1234567890", "123456"),
        ] {
            assert_eq!(typed_code(pasted), shown, "{pasted}");
        }
    }
}

//! Phone numbers as shoppers type and paste them.

use super::characters::{digit, is_blank, is_dash, is_dot, is_variation};

/// Digits of a phone number; 15 is the limit of E.164.
const MIN_DIGITS: usize = 7;
const MAX_DIGITS: usize = 15;
/// Including a leading `00` and an inner `(0)`.
const MAX_WRITTEN: usize = MAX_DIGITS + 3;

/// Prefixes of numbers in links and on business cards.
const PREFIXES: [&str; 7] = ["tel", "phone", "mobile", "callto", "sms", "smsto", "whatsapp"];

const WRONG: &str = "Please enter a phone number of 7 to 15 digits, such as +49 151 2345678.";
const WITH_EXTENSION: &str = "Please enter the number without its extension: no message reaches an extension.";
const UNCLEAR_COUNTRY: &str = "Please write a + and the country code in front, such as +1 or +49, and not 011 or 0011.";

/// The prefix of international calls from North America. In other countries it is an area code (Delhi, Turin) of numbers
/// with fewer digits in total.
const NORTH_AMERICAN_PREFIX: [u8; 3] = [0, 1, 1];
const MAX_DIGITS_OF_AREA_011: usize = 12;

/// Countries where the leading 0 is part of the number (Italy, San Marino, Vatican): `(0)` is kept.
const KEEP_ZERO: [&[u8]; 3] = [&[3, 9], &[3, 7, 8], &[3, 7, 9]];

/// The phone number in its normal form: `+` and digits, or digits alone if the country code is missing.
///
/// Digits may be of any script. Spaces, invisible characters, dashes, underscores, dots, slashes and brackets are dropped. A leading `00`
/// becomes `+`. The trunk prefix in `+49 (0)151` is dropped, as are `tel:`, `whatsapp:` and the parameters of a link. A number without a
/// country code stays national, because the shop does not know the country; all spellings of `0151 2345678` still give the same result.
///
/// ```
/// use shop_api::rules::normalise_phone;
/// assert_eq!(normalise_phone(" +49 (151) 234-5678 ").as_deref(), Ok("+491512345678"));
/// assert_eq!(normalise_phone("tel:+49-(0)151-2345678").as_deref(), Ok("+491512345678"));
/// assert!(normalise_phone("+49 151 2345678 ext. 12").is_err());
/// ```
///
/// # Errors
/// A sentence for the shopper: the input cannot be a number, or is ambiguous. Ambiguous are an extension, and the prefixes
/// `011` and `0011` of international calls from North America and Australia.
pub fn normalise_phone(input: &str) -> Result<String, &'static str> {
    let mut typed = read(input)?;
    if !typed.has_plus && typed.digits.starts_with(&[0, 0]) {
        typed.has_plus = true;
        typed.digits.drain(..2);
        typed.trunk_zero = typed.trunk_zero.and_then(|at| at.checked_sub(2));
    }
    if typed.has_plus {
        if let Some(at) = typed.trunk_zero
            && at > 0
            && !KEEP_ZERO.iter().any(|country| typed.digits.get(..at) == Some(country))
        {
            typed.digits.remove(at);
        }
        // Country codes do not begin with 0, and no area code of country 1 begins with 0 or 1.
        if matches!(typed.digits[..], [0, ..] | [1, 0 | 1, ..]) {
            return Err(UNCLEAR_COUNTRY);
        }
    } else if typed.digits.starts_with(&NORTH_AMERICAN_PREFIX) && typed.digits.len() > MAX_DIGITS_OF_AREA_011 {
        return Err(UNCLEAR_COUNTRY);
    }
    if !(MIN_DIGITS..=MAX_DIGITS).contains(&typed.digits.len()) {
        return Err(WRONG);
    }
    let mut phone = String::new();
    if typed.has_plus {
        phone.push('+');
    }
    phone.extend(typed.digits.iter().map(|value| char::from(b'0' + value)));
    Ok(phone)
}

/// The parts of a number, before validation.
#[derive(Default)]
struct Typed {
    has_plus: bool,
    /// The digits' values. Not a `String`, whose methods add Unicode tables to the wasm with their panics.
    digits: Vec<u8>,
    /// Index of a single 0 in brackets.
    trunk_zero: Option<usize>,
}

/// Reads the input, or refuses a character that cannot be part of a phone number.
fn read(input: &str) -> Result<Typed, &'static str> {
    let mut typed = Typed::default();
    let mut bracket = None;
    let mut rest = without_prefix(input).chars();
    while let Some(c) = rest.next() {
        // Percent-encoding in a link.
        let c = match c {
            '%' => percent_decoded(&mut rest).ok_or(WRONG)?,
            c => c,
        };
        match c {
            '+' | '\u{207a}' | '\u{208a}' | '\u{fe62}' | '\u{ff0b}' if !typed.has_plus && typed.digits.is_empty() => {
                typed.has_plus = true;
            }
            '(' | '[' | '\u{207d}' | '\u{208d}' | '\u{fe59}' | '\u{ff08}' | '\u{ff3b}' => {
                bracket = Some(typed.digits.len())
            }
            ')' | ']' | '\u{207e}' | '\u{208e}' | '\u{fe5a}' | '\u{ff09}' | '\u{ff3d}' => {
                if let Some(from) = bracket.take()
                    && typed.digits.get(from..) == Some(&[0])
                {
                    typed.trunk_zero = typed.trunk_zero.or(Some(from));
                }
            }
            // Parameters of a link. A national number with the context of another country is not usable.
            ';' | '?' if !typed.digits.is_empty() => {
                let mut parameters = rest.as_str().split([';', '&']);
                if parameters.any(|parameter| begins_with(parameter, "ext=")) {
                    return Err(WITH_EXTENSION);
                }
                if !typed.has_plus && rest.any(|c| c == '+') {
                    return Err(UNCLEAR_COUNTRY);
                }
                break;
            }
            '/' | '\u{2044}' | '\u{2215}' | '\u{ff0f}' => {}
            _ if is_blank(c) || is_dash(c) || is_dot(c) || is_variation(c) => {}
            'x' | 'X' | '#' | ',' if typed.digits.len() >= MIN_DIGITS => return Err(WITH_EXTENSION),
            'e' | 'E' if typed.digits.len() >= MIN_DIGITS && begins_with(rest.as_str(), "xt") => {
                return Err(WITH_EXTENSION);
            }
            _ => {
                typed.digits.push(digit(c).ok_or(WRONG)?);
                if typed.digits.len() > MAX_WRITTEN {
                    return Err(WRONG);
                }
            }
        }
    }
    Ok(typed)
}

fn percent_decoded(rest: &mut std::str::Chars<'_>) -> Option<char> {
    char::from_u32(rest.next()?.to_digit(16)? * 16 + rest.next()?.to_digit(16)?)
}

/// True if the text starts with this word, ignoring case.
fn begins_with(text: &str, word: &str) -> bool {
    text.get(..word.len())
        .is_some_and(|begin| begin.eq_ignore_ascii_case(word))
}

/// The text after `tel:` and similar prefixes, ignoring case.
fn without_prefix(input: &str) -> &str {
    let input = input.trim_start_matches(is_blank);
    let letters = input.bytes().take_while(u8::is_ascii_alphabetic).count();
    match input.split_at_checked(letters) {
        Some((word, rest)) if PREFIXES.iter().any(|prefix| word.eq_ignore_ascii_case(prefix)) => {
            rest.trim_start_matches([':', '.', '\u{ff1a}'])
        }
        _ => input,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_are(number: &str, spellings: &[&str]) {
        for spelling in spellings {
            assert_eq!(normalise_phone(spelling).as_deref(), Ok(number), "{spelling:?}");
        }
        assert_eq!(normalise_phone(number).as_deref(), Ok(number), "it stays what it is");
    }

    #[test]
    fn a_number_is_the_same_with_any_kind_of_space_and_dash() {
        all_are(
            "+33612345678",
            &[
                "+33 6 12 34 56 78",
                "+33\u{202f}6\u{202f}12\u{202f}34\u{202f}56\u{202f}78",
                "+33\u{a0}6\u{2009}12\u{2007}34\u{3000}56\u{2003}78",
                "+33-6-12–34—56‒78",
                "+33−6‑12\u{ad}34‐56-78",
                "+33.6.12.34.56.78",
                "+33/6/12/34/56/78\n",
                "+33 6 12 34 56 78\t",
                "＋３３　６　１２　３４　５６　７８",
                "＋３３－６－１２３４－５６７８",
            ],
        );
    }

    #[test]
    fn a_number_is_the_same_with_invisible_characters_around_and_inside() {
        all_are(
            "+33612345678",
            &[
                "\u{202a}+33 6 12 34 56 78\u{202c}",
                "\u{2066}+33612345678\u{2069}",
                "\u{200e}+33\u{200b}6\u{2060}12345678\u{200f}",
                "\u{feff}+33612345678",
                "\u{202d}+33612345678\u{202c}",
                "+\u{200e}33612345678",
            ],
        );
    }

    #[test]
    fn a_number_is_the_same_in_the_digits_of_any_script() {
        all_are(
            "+98912345678",
            &["+۹۸ ۹۱۲ ۳۴۵ ۶۷۸", "+٩٨٩١٢٣٤٥٦٧٨", "+९८९१२३४५६७८", "۰۰۹۸۹۱۲۳۴۵۶۷۸"],
        );
    }

    #[test]
    fn a_number_is_the_same_from_a_link_and_with_its_trunk_prefix() {
        all_are(
            "+491512345678",
            &[
                "tel:+491512345678",
                "TEL:+49-151-2345678",
                "tel:+49-151-2345678;isub=1",
                "whatsapp:+491512345678",
                "WhatsApp: +49 151 2345678",
                "smsto:+491512345678",
                "+49_151_2345678",
                "+49＿151＿2345678",
                "tel:%2B49%20151%202345678",
                "tel://+491512345678",
                "Tel.: +49 151 2345678",
                "tel: 0049 151 2345678",
                "sms:+491512345678?body=hello",
                "callto:+491512345678",
                "+49 (0)151 2345678",
                "+49(0) 151/2345678",
                "+49 [0] 151 2345678",
                "+49 （0） 151 2345678",
                "+49 (\u{202f}0\u{202f}) 151-2345678",
                "tel:+49-(0)151-2345678",
                "(+49) (0)151 2345678",
                "(+49) 151 2345678",
                "0049 151 2345678",
                "0049 (0) 151 2345678",
                "00 49 151 2345678",
                "00491512345678",
            ],
        );
    }

    #[test]
    fn a_number_without_country_is_the_same_in_each_of_its_spellings() {
        all_are(
            "0612345678",
            &[
                "06.12.34.56.78",
                "06 12 34 56 78",
                "06·12·34·56·78",
                "(06) 12 34 56 78",
                "tel:0612345678",
            ],
        );
        all_are(
            "01512345678",
            &[
                "0151/2345678",
                "0151 / 234 56 78",
                "(0151) 234\u{a0}56\u{2013}78",
                "(0)151 2345678",
            ],
        );
        all_are("09012345678", &["090ー1234ー5678", "０９０－１２３４－５６７８"]);
    }

    #[test]
    fn a_zero_that_belongs_to_the_number_stays() {
        all_are(
            "+390612345678",
            &["+39 06 12345678", "+39 (0)6 12345678", "+39 (06) 12345678"],
        );
        all_are("+498912340", &["+49 89 1234-0"]);
        all_are("+15550100199", &["+1 (555) 010-0199"]);
    }

    #[test]
    fn phones_have_7_to_15_digits() {
        assert_eq!(normalise_phone("123456"), Err(WRONG));
        assert!(normalise_phone("1234567").is_ok());
        assert!(normalise_phone("123456789012345").is_ok());
        assert_eq!(normalise_phone("1234567890123456"), Err(WRONG));
        assert!(normalise_phone("00 (0)123456789012345").is_err());
        assert_eq!(
            normalise_phone("0049 (0) 1234567890123").map(|phone| phone.len()),
            Ok(16)
        );
        assert_eq!(normalise_phone(&"1".repeat(100_000)), Err(WRONG));
    }

    #[test]
    fn malformed_numbers_are_refused() {
        for wrong in [
            "",
            " ",
            "+",
            "tel:",
            "call me",
            "++1234567",
            "1234567+",
            "1+234567",
            "12345x67",
            "ada@example.com",
            "https://shop.example",
            "*100#1234567",
            "whatsapp://send?phone=+491512345678",
            "https://wa.me/491512345678",
            "exit 1234567",
            "+49 151 2345678 or so",
            "%",
            "%2",
            "%zz1234567",
            "½1234567",
            "١٢٣",
            "12:34:56:78",
            "1;2345678",
            "telephone 1234567",
            "\u{0}1234567",
        ] {
            assert_eq!(normalise_phone(wrong), Err(WRONG), "{wrong:?}");
        }
    }

    #[test]
    fn an_extension_is_refused_and_named() {
        for written in [
            "+49 151 2345678 ext. 12",
            "+49 151 2345678 ext12",
            "151 2345678 Ext 12",
            "151 2345678 EXTENSION 12",
            "+1 555 010 0199 x12",
            "+1 555 010 0199 X 12",
            "+1 555 010 0199 #12",
            "+1 555 010 0199,,12",
            "tel:+49-151-2345678;ext=12",
            "tel:+49-151-2345678;isub=1;EXT=12",
            "tel:+49-151-2345678%3Bext=12",
        ] {
            assert_eq!(normalise_phone(written), Err(WITH_EXTENSION), "{written:?}");
        }
    }

    #[test]
    fn an_ambiguous_international_prefix_is_refused_and_named() {
        for written in [
            "011 1 555 010 0199",
            "011 49 151 2345678",
            "011 (44) 20 7946 0958",
            "0011 49 151 2345678",
            "+011 49 151 2345678",
            "+0049 151 2345678",
            "+0151234567",
            "+1 155 501 0019",
            "0001234567",
            "000000000",
            "tel:2345678;phone-context=+49151",
        ] {
            assert_eq!(normalise_phone(written), Err(UNCLEAR_COUNTRY), "{written:?}");
        }
        all_are("+15550100199", &["00 1 555 010 0199", "001 (555) 010-0199"]);
        // Delhi, Leeds and São Paulo: the area code, as in the country itself.
        all_are("01123456789", &["011 2345 6789", "(011) 2345-6789"]);
        all_are("01134960000", &["0113 496 0000"]);
        all_are("011912345678", &["(011) 91234-5678"]);
    }
}

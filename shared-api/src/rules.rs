//! What input is acceptable. Forms ask before they send, the server asks again.
//!
//! A refusal is one sentence for the person who typed.

pub use shop_limits::{MAX_LINES, MAX_QUANTITY, is_purchase_id};

/// Longest name, in characters.
pub const MAX_NAME_CHARS: usize = 80;
/// Longest email address, in characters (RFC 5321).
pub const MAX_EMAIL_CHARS: usize = 254;
/// Longest subject of a ticket, in characters.
pub const MAX_SUBJECT_CHARS: usize = 120;
/// Longest chat message, in characters.
pub const MAX_CHAT_CHARS: usize = 1000;
/// Longest search, in characters.
pub const MAX_QUERY_CHARS: usize = 100;
/// Digits of a login code.
pub const CODE_DIGITS: usize = 6;

/// The phone number without spaces, dashes and parentheses, a leading `+` kept; `None` unless
/// 7 to 15 digits remain.
///
/// ```
/// use shared_api::rules::normalise_phone;
/// assert_eq!(normalise_phone(" +49 (151) 234-5678 ").as_deref(), Some("+491512345678"));
/// assert_eq!(normalise_phone("call me"), None);
/// ```
#[must_use]
pub fn normalise_phone(input: &str) -> Option<String> {
    let mut phone = String::new();
    let mut digits = 0;
    for c in input.chars() {
        match c {
            '0'..='9' => {
                digits += 1;
                if digits > 15 {
                    return None;
                }
                phone.push(c);
            }
            '+' if phone.is_empty() => phone.push(c),
            ' ' | '\t' | '\u{a0}' | '-' | '\u{2010}'..='\u{2015}' | '(' | ')' => {}
            _ => return None,
        }
    }
    (digits >= 7).then_some(phone)
}

/// Whether this can be a login code: six ASCII digits, nothing else.
#[must_use]
pub fn is_code_shape(code: &str) -> bool {
    code.len() == CODE_DIGITS && code.bytes().all(|b| b.is_ascii_digit())
}

/// The name without spaces at its ends; empty is allowed and means none.
///
/// # Errors
/// Too long, or with control characters.
pub fn check_name(input: &str) -> Result<&str, &'static str> {
    let name = input.trim();
    if name.chars().count() > MAX_NAME_CHARS {
        return Err("Please use a name of at most 80 characters.");
    }
    if name.chars().any(char::is_control) {
        return Err("Please use letters, digits and spaces in your name.");
    }
    Ok(name)
}

/// The email address without spaces at its ends; empty is allowed and means none.
///
/// # Errors
/// Not of the shape `name@place.tld`. Whether mail arrives there is another question.
pub fn check_email(input: &str) -> Result<&str, &'static str> {
    const WRONG: &str = "Please enter an email address such as name@example.com.";
    let email = input.trim();
    if email.is_empty() {
        return Ok(email);
    }
    if email.len() > MAX_EMAIL_CHARS || email.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(WRONG);
    }
    let Some((name, place)) = email.split_once('@') else {
        return Err(WRONG);
    };
    let place_is_fine = place.contains('.') && !place.contains('@') && place.split('.').all(|part| !part.is_empty());
    if name.is_empty() || !place_is_fine {
        return Err(WRONG);
    }
    Ok(email)
}

/// The subject of a ticket without spaces at its ends.
///
/// # Errors
/// Empty, or too long.
pub fn check_subject(input: &str) -> Result<&str, &'static str> {
    let subject = input.trim();
    if subject.is_empty() {
        return Err("Please say in a few words what it is about.");
    }
    if subject.chars().count() > MAX_SUBJECT_CHARS {
        return Err("Please use at most 120 characters.");
    }
    Ok(subject)
}

/// The chat message without spaces at its ends.
///
/// # Errors
/// Empty, or too long.
pub fn check_chat_text(input: &str) -> Result<&str, &'static str> {
    let text = input.trim();
    if text.is_empty() {
        return Err("Please write a message first.");
    }
    if text.chars().count() > MAX_CHAT_CHARS {
        return Err("Please use at most 1000 characters.");
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_lose_their_punctuation_only() {
        assert_eq!(
            normalise_phone("(0151) 234\u{a0}56\u{2013}78").as_deref(),
            Some("01512345678")
        );
        assert_eq!(normalise_phone("+4915123456").as_deref(), Some("+4915123456"));
    }

    #[test]
    fn phones_have_7_to_15_digits() {
        assert_eq!(normalise_phone("123456"), None);
        assert!(normalise_phone("1234567").is_some());
        assert!(normalise_phone("123456789012345").is_some());
        assert_eq!(normalise_phone("1234567890123456"), None);
    }

    #[test]
    fn phones_have_one_plus_at_most_and_in_front() {
        assert_eq!(normalise_phone("++1234567"), None);
        assert_eq!(normalise_phone("1234567+"), None);
        assert_eq!(normalise_phone("12345x67"), None);
        assert_eq!(normalise_phone("١٢٣٤٥٦٧"), None);
    }

    #[test]
    fn codes_are_six_ascii_digits() {
        assert!(is_code_shape("012345"));
        for wrong in ["", "12345", "1234567", "12345a", " 12345", "١٢٣"] {
            assert!(!is_code_shape(wrong), "{wrong}");
        }
    }

    #[test]
    fn names_are_counted_in_characters() {
        assert!(check_name(&"ü".repeat(80)).is_ok());
        assert!(check_name(&"u".repeat(81)).is_err());
        assert_eq!(check_name("  Ada "), Ok("Ada"));
        assert!(check_name("a\u{7}b").is_err());
    }

    #[test]
    fn emails_need_a_name_and_a_place() {
        for right in ["", "a@b.c", "  first.last+tag@sub.example.com "] {
            assert!(check_email(right).is_ok(), "{right}");
        }
        for wrong in ["a", "@b.c", "a@b", "a@b..c", "a@@b.c", "a b@c.d", "a@.c"] {
            assert!(check_email(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn subjects_and_messages_are_neither_empty_nor_endless() {
        assert!(check_subject("  ").is_err());
        assert!(check_subject(&"x".repeat(121)).is_err());
        assert_eq!(check_subject(" broken cup "), Ok("broken cup"));
        assert!(check_chat_text("\n").is_err());
        assert!(check_chat_text(&"x".repeat(1001)).is_err());
        assert!(check_chat_text(&"x".repeat(1000)).is_ok());
    }
}

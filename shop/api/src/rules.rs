//! Validation of input, in the forms and again on the server.
//!
//! A refusal is one sentence for the shopper.

mod characters;
mod code;
mod phone;
mod quantity;

pub use code::{normalise_code, typed_code};
pub use phone::normalise_phone;
pub use quantity::read_quantity;
pub use shop_limits::{MAX_LINES, MAX_QUANTITY, is_idempotency_key};

use characters::is_blank;

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
/// The maximum length of an id, in characters.
pub const MAX_ID_CHARS: usize = 100;
/// Digits of a login code.
pub const CODE_DIGITS: usize = 6;

/// The name, trimmed of spaces and invisible characters; empty means none.
///
/// # Errors
/// Too long, or with control characters.
pub fn check_name(input: &str) -> Result<&str, &'static str> {
    let name = input.trim_matches(is_blank);
    if name.chars().count() > MAX_NAME_CHARS {
        return Err("Please use a name of at most 80 characters.");
    }
    if name.chars().any(char::is_control) {
        return Err("Please use letters, digits and spaces in your name.");
    }
    Ok(name)
}

/// The email address, trimmed of spaces and invisible characters, without `mailto:`; empty means none. Letters of all
/// scripts are allowed in both parts.
///
/// # Errors
/// Not of the form `name@place.tld`. Whether the address exists is not checked.
pub fn check_email(input: &str) -> Result<&str, &'static str> {
    const WRONG: &str = "Please enter an email address such as name@example.com.";
    let email = input.trim_matches(is_blank);
    let email = match email.split_at_checked(7) {
        Some((link, address)) if link.eq_ignore_ascii_case("mailto:") => address,
        _ => email,
    };
    if email.is_empty() {
        return Ok(email);
    }
    if email.len() > MAX_EMAIL_CHARS || email.chars().any(is_in_no_email) {
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

/// Characters that no address contains. Joiners are part of words in Persian and Indic scripts; brackets, commas and
/// semicolons come from lists of addresses.
fn is_in_no_email(c: char) -> bool {
    (is_blank(c) && !matches!(c, '\u{200c}' | '\u{200d}')) || c.is_control() || matches!(c, '<' | '>' | ';' | ',')
}

/// The subject of a ticket, trimmed.
///
/// # Errors
/// Empty, or too long.
pub fn check_subject(input: &str) -> Result<&str, &'static str> {
    let subject = input.trim_matches(is_blank);
    if subject.is_empty() {
        return Err("Please say in a few words what it is about.");
    }
    if subject.chars().count() > MAX_SUBJECT_CHARS {
        return Err("Please use at most 120 characters.");
    }
    Ok(subject)
}

/// The chat message, trimmed.
///
/// # Errors
/// Empty, or too long.
pub fn check_chat_text(input: &str) -> Result<&str, &'static str> {
    let text = input.trim_matches(is_blank);
    if text.is_empty() {
        return Err("Please write a message first.");
    }
    if text.chars().count() > MAX_CHAT_CHARS {
        return Err("Please use at most 1000 characters.");
    }
    Ok(text)
}

/// An id from an address, cut to the maximum length. A longer id names nothing, and neither does its prefix; the cut keeps
/// keys of the query cache within their limit.
#[must_use]
pub fn truncate_id(id: &str) -> &str {
    match id.char_indices().nth(MAX_ID_CHARS) {
        Some((end, _)) => id.get(..end).unwrap_or_default(),
        None => id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_in_characters() {
        assert!(check_name(&"ü".repeat(80)).is_ok());
        assert!(check_name(&"u".repeat(81)).is_err());
        assert_eq!(check_name("  Ada "), Ok("Ada"));
        assert!(check_name("a\u{7}b").is_err());
    }

    #[test]
    fn emails_need_a_name_and_a_domain() {
        for right in [
            "",
            "a@b.c",
            "  first.last+tag@sub.example.com ",
            "o'neil@example.ie",
            "jörg@bücher.example",
            "用户@例子.公司",
            "کاربر\u{200c}ها@مثال.ایران",
        ] {
            assert!(check_email(right).is_ok(), "{right}");
        }
        for wrong in [
            "a",
            "@b.c",
            "a@b",
            "a@b..c",
            "a@@b.c",
            "a b@c.d",
            "a@.c",
            "a@b.c, d@e.f",
            "Ada <a@b.c>",
            "a\u{200b}@b.c",
        ] {
            assert!(check_email(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn characters_added_by_the_clipboard_are_removed() {
        for pasted in [
            "\u{200e}a@b.c\u{200f}",
            "\u{a0}a@b.c\u{202f}",
            "mailto:a@b.c",
            "MailTo:a@b.c\n",
            "\u{2068}a@b.c\u{2069}",
        ] {
            assert_eq!(check_email(pasted), Ok("a@b.c"), "{pasted:?}");
        }
        assert_eq!(check_name("\u{200e}Ada\u{3000}"), Ok("Ada"));
        assert_eq!(check_name("\u{200b}\u{2060}"), Ok(""));
    }

    #[test]
    fn names_of_all_scripts_are_accepted() {
        for name in [
            "D'Arcy O\u{2019}Brien",
            "Anne-Marie",
            "محمد\u{200c}رضا",
            "山田\u{3000}太郎",
            "J. R. R.",
            "Ñandú 3rd",
            "❤\u{fe0f}",
        ] {
            assert_eq!(check_name(name), Ok(name));
        }
    }

    #[test]
    fn empty_and_too_long_subjects_and_messages_are_refused() {
        assert!(check_subject("  ").is_err());
        assert!(check_subject(&"x".repeat(121)).is_err());
        assert_eq!(check_subject(" broken cup "), Ok("broken cup"));
        assert!(check_chat_text("\n").is_err());
        assert!(check_chat_text("\u{200b}\u{2060}").is_err(), "nobody sees it");
        assert!(check_chat_text(&"x".repeat(1001)).is_err());
        assert!(check_chat_text(&"x".repeat(1000)).is_ok());
    }

    #[test]
    fn a_too_long_id_is_cut_at_a_character_boundary() {
        assert_eq!(truncate_id("p1"), "p1");
        assert_eq!(truncate_id(&"\u{1f6d2}".repeat(3000)), "\u{1f6d2}".repeat(MAX_ID_CHARS));
        assert_eq!(truncate_id(""), "");
    }
}

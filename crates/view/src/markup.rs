//! Texts and attributes in HTML.

/// Properties that an attribute of the same name sets at first.
pub(crate) const LIKE_ATTRIBUTES: [&str; 6] = ["checked", "disabled", "muted", "open", "selected", "value"];

/// Appends a text.
pub(crate) fn push_text(html: &mut String, text: &str) {
    push_escaped(html, text, |letter| matches!(letter, '&' | '<' | '>' | '\r' | '\0'));
}

/// Appends the value of an attribute, which is between double quotes.
pub(crate) fn push_value(html: &mut String, value: &str) {
    push_escaped(html, value, |letter| {
        matches!(letter, '&' | '"' | '<' | '>' | '\r' | '\0')
    });
}

fn push_escaped(html: &mut String, text: &str, is_escaped: fn(char) -> bool) {
    for letter in text.chars() {
        match letter {
            _ if !is_escaped(letter) => html.push(letter),
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            // A parser turns a bare one into a line feed.
            '\r' => html.push_str("&#13;"),
            // HTML cannot hold the character NUL.
            _ => html.push('\u{fffd}'),
        }
    }
}

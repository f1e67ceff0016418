//! Texts in HTML.

use std::borrow::Cow;

/// A text between tags, or in a quoted attribute.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'', '\0']) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // No document may contain it.
            '\0' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// JSON in an element of HTML. Angle brackets occur in texts of JSON only; without them, no text ends the element or is a comment in it.
pub(super) fn json_in_html(json: &str) -> Cow<'_, str> {
    if !json.contains(['<', '>', '\u{2028}', '\u{2029}']) {
        return Cow::Borrowed(json);
    }
    let escaped = json
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029");
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_ends_neither_its_attribute_nor_its_element() {
        assert_eq!(escaped("Kettle & pan"), "Kettle &amp; pan");
        assert_eq!(escaped("\"'><script>\0"), "&quot;&#39;&gt;&lt;script&gt;\u{fffd}");
        assert!(matches!(escaped("Kettle"), Cow::Borrowed(_)));
    }

    #[test]
    fn json_does_not_end_its_element_and_means_the_same() {
        let text = "</script><!--<script>\u{2028}\u{2029}&\"";
        let json = serde_json::to_string(text).unwrap();
        let in_html = json_in_html(&json);
        assert!(!in_html.contains(['<', '>', '\u{2028}', '\u{2029}']), "{in_html}");
        assert_eq!(serde_json::from_str::<String>(&in_html).unwrap(), text);
    }
}

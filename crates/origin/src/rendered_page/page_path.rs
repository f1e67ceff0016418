//! The path of a page as its apps know it.

use percent_encoding::percent_decode_str;

/// Escapes of these characters have a meaning that their decoding would change.
const RESERVED: &[u8] = b";/?:@&=+$,#";

/// The path of a request, as `use_address` of `tarn-page` has it in a browser: with `decodeURI`, and without a trailing slash. Slashes
/// beside each other count as one. A path with malformed escapes keeps all of them.
pub(super) fn of(path: &str) -> String {
    let parts: Vec<_> = path.split('/').filter(|part| !part.is_empty()).collect();
    let path = format!("/{}", parts.join("/"));
    decoded(&path).unwrap_or(path)
}

/// What `decodeURI` makes of a text; `None` if it would throw.
fn decoded(text: &str) -> Option<String> {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escaped)) = rest.split_once('%') {
        decoded.push_str(before);
        // The escapes of one character follow one another.
        let length = escapes(&rest[before.len()..]);
        let (run, after) = rest[before.len()..].split_at(3 * length);
        if length == 0 || escaped.is_empty() {
            return None;
        }
        for c in percent_decode_str(run).decode_utf8().ok()?.chars() {
            match u8::try_from(c) {
                Ok(byte) if RESERVED.contains(&byte) => decoded.push_str(&format!("%{byte:02X}")),
                _ => decoded.push(c),
            }
        }
        rest = after;
    }
    decoded.push_str(rest);
    Some(decoded)
}

/// The number of escapes at the beginning of a text.
fn escapes(text: &str) -> usize {
    let is_escape =
        |escape: &[u8]| matches!(escape, [b'%', high, low] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit());
    text.as_bytes().chunks(3).take_while(|chunk| is_escape(chunk)).count()
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn escapes_are_decoded_where_that_keeps_the_meaning() {
        for (path, expected) in [
            ("/", "/"),
            ("//product//p1/", "/product/p1"),
            ("/product/%C3%84a%20b", "/product/Äa b"),
            ("/product/a%2Fb%3F%23", "/product/a%2Fb%3F%23"),
            ("/product/a%2fb", "/product/a%2Fb"),
            ("/product/100%25", "/product/100%"),
            ("/product/%22%3E%3Cscript%3E", "/product/\"><script>"),
        ] {
            assert_eq!(of(path), expected, "{path}");
        }
    }

    #[test]
    fn malformed_escapes_stay() {
        for path in [
            "/product/%",
            "/product/%4",
            "/product/%zz",
            "/product/%ff",
            "/product/%C3a%20",
        ] {
            assert_eq!(of(path), path);
        }
    }
}

//! Escapes in the path of a page that a server renders. A browser has `decodeURI`.

/// Bytes whose escapes stay: decoded they would have another meaning.
const RESERVED: &[u8] = b";/?:@&=+$,#";

/// The path with decoded escapes, as `decodeURI` returns it; `None` where that throws: an escape is malformed, or no UTF-8.
pub(crate) fn decode_uri(path: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'%' {
            decoded.push(*first);
            continue;
        }
        let (digits, after) = after.split_at_checked(2)?;
        rest = after;
        match byte_of(digits)? {
            byte if RESERVED.contains(&byte) => decoded.extend([b'%', digits[0], digits[1]]),
            byte => decoded.push(byte),
        }
    }
    String::from_utf8(decoded).ok()
}

fn byte_of(digits: &[u8]) -> Option<u8> {
    let mut values = digits.iter().map(|&digit| char::from(digit).to_digit(16));
    let (high, low) = (values.next()??, values.next()??);
    u8::try_from(high * 16 + low).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The results of a browser.
    #[test]
    fn escapes_are_decoded_as_a_browser_decodes_them() {
        for (path, decoded) in [
            ("/product/p1", Some("/product/p1")),
            ("/product/%70%31", Some("/product/p1")),
            ("/product/a%2Fb%3f%23", Some("/product/a%2Fb%3f%23")),
            ("/product/%22%3E%3Cscript%3E", Some("/product/\"><script>")),
            ("/product/%2541", Some("/product/%41")),
            ("/product/%F0%9F%9B%92", Some("/product/\u{1f6d2}")),
            ("/product/a+b%20c", Some("/product/a+b c")),
            ("/product/%00", Some("/product/\0")),
            ("/product/%E0%A4%A", None),
            ("/product/%ff", None),
            ("/product/%C3/%A4", None),
            ("/product/%ED%A0%80", None),
            ("/product/%+1", None),
            ("/product/%\u{e4}", None),
            ("/product/%", None),
        ] {
            assert_eq!(decode_uri(path).as_deref(), decoded, "{path}");
        }
    }
}

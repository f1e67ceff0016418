//! Entity tags, for conditional requests.

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// The tag of these bytes.
pub(super) fn of(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    format!("\"{}\"", URL_SAFE_NO_PAD.encode(&hash[..16]))
}

/// Whether `If-None-Match` contains this tag.
pub(super) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_tag_is_known_in_a_list_and_in_its_weak_form() {
        let tag = of(b"bytes");
        let known = |value: String| {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, HeaderValue::try_from(value).unwrap());
            is_known(&headers, &tag)
        };
        assert!(known(tag.clone()) && known(format!("\"a\", W/{tag}")) && known("*".into()));
        assert!(!known(of(b"other bytes")));
        assert!(!is_known(&HeaderMap::new(), &tag));
    }
}

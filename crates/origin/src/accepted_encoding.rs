//! The encodings that a client accepts.

use axum::http::{HeaderMap, header};

/// Whether `Accept-Encoding` accepts `br`.
pub(super) fn takes_brotli(headers: &HeaderMap) -> bool {
    takes("br", headers)
}

/// Whether `Accept-Encoding` accepts this encoding.
pub(super) fn takes(encoding: &str, headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|item| {
            let mut parts = item.split(';').map(str::trim);
            let is_named = parts.next().is_some_and(|n| n.eq_ignore_ascii_case(encoding));
            let forbidden = parts
                .filter_map(|part| part.strip_prefix("q=")?.trim().parse::<f32>().ok())
                .any(|weight| weight <= 0.0);
            is_named && !forbidden
        })
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn takes(value: &'static str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(value));
        takes_brotli(&headers)
    }

    #[test]
    fn brotli_is_accepted_if_named_with_a_positive_weight() {
        assert!(takes("gzip, deflate, br, zstd"));
        assert!(takes("gzip;q=0.5, BR;q=0.1"));
        assert!(!takes("gzip"));
        assert!(!takes("br;q=0, gzip"));
        assert!(!takes("br;q=0.000"));
        assert!(!takes("brotli"));
        assert!(!takes_brotli(&HeaderMap::new()));
    }
}

//! Redirects to canonical addresses.

use axum::http::{HeaderValue, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tarn_base_path::BasePath;

/// Percent-encodes everything but unreserved characters.
pub(super) const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The redirect target: these segments below the base path, with the query of the request.
pub(super) fn address(segments: &[String], uri: &Uri, base: &BasePath) -> Option<HeaderValue> {
    let encoded = segments
        .iter()
        .map(|segment| utf8_percent_encode(segment, ESCAPED).to_string());
    let path = encoded.collect::<Vec<_>>().join("/");
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    HeaderValue::try_from(format!("{}{path}{query}", base.as_str())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(segments: &[&str], uri: &'static str, base: &str) -> HeaderValue {
        let segments: Vec<_> = segments.iter().map(|&segment| segment.to_owned()).collect();
        address(&segments, &Uri::from_static(uri), &base.parse().unwrap()).unwrap()
    }

    #[test]
    fn a_redirect_keeps_base_path_and_query() {
        assert_eq!(to(&["product", "p1"], "/product/P1", "/"), "/product/p1");
        assert_eq!(
            to(&["product", "p1"], "/product/P1/?from=A", "/shop/"),
            "/shop/product/p1?from=A"
        );
        assert_eq!(to(&[], "/x", "/shop/"), "/shop/");
    }

    #[test]
    fn segments_are_percent_encoded() {
        assert_eq!(to(&["product", "\u{c4}a /b"], "/", "/"), "/product/%C3%84a%20%2Fb");
    }
}

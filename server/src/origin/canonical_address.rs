//! Redirects to canonical addresses.

use axum::http::{HeaderValue, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tarn_base_path::BasePath;

/// Percent-encodes everything but unreserved characters.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The redirect target for these segments; `None` for a canonical address. Ids of products are lowercase. The host does the
/// same for navigations within the page (`Route::canonical`).
pub(super) fn redirect(segments: &[&str], uri: &Uri, base: &BasePath) -> Option<HeaderValue> {
    let ["product", id] = segments else {
        return None;
    };
    if !id.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let id = id.to_ascii_lowercase();
    let id = utf8_percent_encode(&id, ESCAPED);
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    HeaderValue::try_from(format!("{}product/{id}{query}", base.as_str())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(path: &str, base: &str) -> Option<String> {
        let uri: Uri = path.parse().unwrap();
        let segments: Vec<_> = uri.path().split('/').filter(|segment| !segment.is_empty()).collect();
        let to = redirect(&segments, &uri, &base.parse().unwrap())?;
        Some(to.to_str().unwrap().to_owned())
    }

    #[test]
    fn an_id_with_capitals_redirects_to_lowercase() {
        assert_eq!(to("/product/P1", "/").as_deref(), Some("/product/p1"));
        assert_eq!(
            to("/product/P1/?from=A", "/shop/").as_deref(),
            Some("/shop/product/p1?from=A")
        );
        let redirected = redirect(
            &["product", "\u{c4}A /b"],
            &Uri::from_static("/"),
            &"/".parse().unwrap(),
        );
        assert_eq!(redirected.unwrap(), "/product/%C3%84a%20%2Fb");
    }

    #[test]
    fn other_addresses_are_not_redirected() {
        for path in [
            "/product/p1",
            "/product",
            "/orders/O1",
            "/Product/P1",
            "/product/P1/more",
            "/",
        ] {
            assert_eq!(to(path, "/"), None, "{path}");
        }
    }
}

//! Adds the security headers to answers.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;

use super::inline_code::InlineCode;
use super::security::Security;

/// Adds the security headers. A document without its own policy gets one without inline code. Scripts, styles, wasm and
/// JSON get none: browsers apply it to documents only, and `nosniff` keeps them from being documents.
pub(super) fn add(security: &Security, response: &mut Response) {
    let headers = response.headers_mut();
    let needs_policy = is_document(headers) && !headers.contains_key(header::CONTENT_SECURITY_POLICY);
    if needs_policy {
        set_policy(response, &security.policy(&InlineCode::default(), &[]));
    }
    for (name, value) in security.headers() {
        response.headers_mut().insert(name.clone(), value.clone());
    }
}

/// Whether browsers show it as a page, in which scripts could run.
fn is_document(headers: &HeaderMap) -> bool {
    const KINDS: [&str; 2] = ["text/html", "image/svg+xml"];
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| KINDS.iter().any(|document| kind.starts_with(document)))
}

/// Sets the content security policy of an answer.
pub(super) fn set_policy(response: &mut Response, policy: &str) {
    if let Ok(value) = HeaderValue::try_from(policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, value);
    }
}

/// The policy of a picture that is opened as a document: it allows inline styles only.
pub(super) const PICTURE_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

//! Security headers: the permissions of this origin's pages.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;

use super::inline_code;

const HEADERS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// Adds the security headers. A document without its own policy gets one without inline code. Scripts, styles, wasm and
/// JSON get none: browsers apply it to documents only, and `nosniff` keeps them from being documents.
pub(super) async fn add(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_document(headers) && !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        set_policy(&mut response, &policy("", &[]));
    }
    response
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

/// The policy of a page: scripts and styles of this origin, the page's own inline code, and `origins`.
pub(super) fn policy(html: &str, origins: &[&str]) -> String {
    let with = |sources: &[String]| {
        sources
            .iter()
            .map(String::as_str)
            .chain(origins.iter().copied())
            .map(|source| format!(" {source}"))
            .collect::<String>()
    };
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{}; style-src 'self'{}; \
         connect-src 'self'{}; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
         frame-ancestors 'none'; form-action 'self'",
        with(&inline_code::hashes(html, "script")),
        with(&inline_code::hashes(html, "style")),
        with(&[]),
    )
}

/// The policy of a picture that is opened as a document: it allows inline styles only.
pub(super) const PICTURE_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

//! What pages of this origin may do, told to the browser.

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

/// Adds the security headers. A document without a policy of its own gets one that allows nothing inside it. Scripts, styles,
/// wasm and JSON get none: browsers ask for it with documents only, and with `nosniff` they show none of these as a document.
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

/// Whether a browser that is sent there shows it as a page, in which scripts could run.
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

/// The policy of a page: scripts and styles of this origin, those that stand inside this very
/// page, and those of `origins`.
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

/// The policy of a picture that somebody opens by itself: it may be styled and nothing else.
pub(super) const PICTURE_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

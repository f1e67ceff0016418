//! The header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): requests with the same key are executed once.

use axum::http::HeaderMap;
use shop_limits::is_idempotency_key;

use crate::failure::Failure;

/// The key of a request, if it has one.
///
/// # Errors
/// `bad_idempotency_key` when it is not 8 to 64 visible ASCII characters.
pub(super) fn idempotency_key(headers: &HeaderMap) -> Result<Option<&str>, Failure> {
    let Some(value) = headers.get("idempotency-key") else {
        return Ok(None);
    };
    let key = value.to_str().ok().filter(|key| is_idempotency_key(key));
    key.map(Some).ok_or_else(bad_idempotency_key)
}

pub(super) fn bad_idempotency_key() -> Failure {
    Failure::bad_request(
        "bad_idempotency_key",
        "Please send the header Idempotency-Key with 8 to 64 characters, new for each order, ticket or message.",
    )
    .field("Idempotency-Key")
}

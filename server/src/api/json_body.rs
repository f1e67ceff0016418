//! A request's body.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_LENGTH;
use serde::de::DeserializeOwned;

use crate::app_state::AppState;
use crate::failure::Failure;

/// A JSON body of at most `MAX_BYTES` bytes; 64 KiB by default.
pub(super) struct JsonBody<T, const MAX_BYTES: usize = { 64 * 1024 }>(pub(super) T);

impl<T: DeserializeOwned, const MAX_BYTES: usize> FromRequest<AppState> for JsonBody<T, MAX_BYTES> {
    type Rejection = Failure;

    async fn from_request(request: Request<Body>, _: &AppState) -> Result<Self, Failure> {
        let announced = request
            .headers()
            .get(CONTENT_LENGTH)
            .and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
        if announced.is_some_and(|bytes| bytes > MAX_BYTES) {
            return Err(Failure::body_too_large(MAX_BYTES));
        }
        let bytes = to_bytes(request.into_body(), MAX_BYTES).await.map_err(|error| {
            if is_length_limit(&error) {
                Failure::body_too_large(MAX_BYTES)
            } else {
                malformed(&"it is incomplete")
            }
        })?;
        serde_json::from_slice(&bytes)
            .map(Self)
            .map_err(|error| malformed(&error))
    }
}

fn is_length_limit(error: &axum::Error) -> bool {
    std::error::Error::source(error).is_some_and(|source| source.to_string().contains("length limit"))
}

fn malformed(reason: &dyn std::fmt::Display) -> Failure {
    Failure::bad_request(
        "body_malformed",
        format!("The request's body is malformed: {reason}. Please correct it."),
    )
}

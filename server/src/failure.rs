//! The errors of the API, in their one format.

use std::fmt::Display;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use shop_api::model::{ErrorBody, ErrorDetails, OrderDifference};

use crate::database::is_busy;
use crate::random::NoRandomness;

/// The `Retry-After` of a busy server, in milliseconds.
const BUSY_MS: i64 = 1000;

/// An answer with a status of 400 or more.
#[derive(Debug)]
pub(crate) struct Failure {
    status: StatusCode,
    code: &'static str,
    message: String,
    field: Option<&'static str>,
    retry_after_ms: Option<u64>,
    differences: Vec<OrderDifference>,
}

impl Failure {
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            field: None,
            retry_after_ms: None,
            differences: Vec::new(),
        }
    }

    /// 400: the request is wrong.
    pub(crate) fn bad_request(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }

    /// 401: the client is not authenticated.
    pub(crate) fn unauthorised(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, code, message)
    }

    /// 403: the client has no permission.
    pub(crate) fn forbidden(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, code, message)
    }

    /// 404: the resource does not exist.
    pub(crate) fn not_found(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, code, message)
    }

    /// 405: the route exists for other methods.
    pub(crate) fn method_not_allowed() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method_not_allowed",
            "This address of the API does not support this method. Please check the request.",
        )
    }

    /// 409: the request conflicts with the present state.
    pub(crate) fn conflict(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, code, message)
    }

    /// 410: the resource no longer exists.
    pub(crate) fn gone(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::GONE, code, message)
    }

    /// 413: the body is too large.
    pub(crate) fn body_too_large(max_bytes: usize) -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "body_too_large",
            format!(
                "This is too much at once: please send at most {} KiB.",
                max_bytes / 1024
            ),
        )
    }

    /// 422: the idempotency key belongs to another request.
    pub(crate) fn key_reused() -> Self {
        Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "key_reused",
            "Another text was sent with this Idempotency-Key before. Please send this one with a new key.",
        )
        .field("Idempotency-Key")
    }

    /// 429: too many requests.
    pub(crate) fn too_many(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, code, message)
    }

    /// 503: the database was not free in time. Nothing was done, because handlers read nothing from the database after they
    /// commit. So the request may be repeated unchanged.
    fn busy(cause: &dyn Display) -> Self {
        tracing::warn!(%cause, "a request could not be served in time");
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "busy",
            "The shop is very busy. Please try again in a moment.",
        )
        .retry_after_ms(BUSY_MS)
    }

    /// 500: an error of the server. The cause is logged and not sent to the shopper.
    pub(crate) fn internal(cause: &dyn Display) -> Self {
        tracing::error!(%cause, "a request failed");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "Something went wrong in the shop. Please try again in a moment.",
        )
    }

    /// Names the invalid field of the request.
    pub(crate) fn field(mut self, field: &'static str) -> Self {
        self.field = Some(field);
        self
    }

    /// Adds the products that prevent the order.
    pub(crate) fn differences(mut self, differences: Vec<OrderDifference>) -> Self {
        self.differences = differences;
        self
    }

    /// Sets the time to wait, in milliseconds.
    pub(crate) fn retry_after_ms(mut self, ms: i64) -> Self {
        self.retry_after_ms = u64::try_from(ms).ok();
        self
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let body = ErrorBody {
            error: ErrorDetails {
                code: self.code.to_owned(),
                message: self.message,
                field: self.field.map(str::to_owned),
                retry_after_ms: self.retry_after_ms,
                differences: self.differences,
            },
        };
        let mut response = (self.status, Json(body)).into_response();
        if let Some(ms) = self.retry_after_ms {
            let seconds = HeaderValue::from(ms.div_ceil(1000));
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        if is_busy(&error) {
            return Self::busy(&error);
        }
        Self::internal(&error)
    }
}

impl From<NoRandomness> for Failure {
    fn from(error: NoRandomness) -> Self {
        Self::internal(&error)
    }
}

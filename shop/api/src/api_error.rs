//! Errors of API calls.

use tarn_wire::Wire;

use crate::model::{ErrorDetails, OrderDifference};

/// Why a call of the API failed: a sentence for the shopper and a code for programs.
///
/// The codes of the server are in its API description; the client adds [`ApiError::NETWORK`],
/// [`ApiError::TIMEOUT`], [`ApiError::INVALID_ANSWER`], [`ApiError::SESSION_ENDED`] and
/// [`ApiError::NO_CLIENT`]. As a plain JavaScript object it is
/// `{code, message, field, retryAfterMs, differences, status}`.
#[derive(Clone, Debug, PartialEq, Eq, Wire)]
pub struct ApiError {
    /// Stable, in `snake_case`.
    pub code: String,
    /// One sentence with the next step for the shopper.
    pub message: String,
    /// The invalid field of the request, if there is one.
    #[wire(default)]
    pub field: Option<String>,
    /// The time to wait before the next attempt, in milliseconds, if waiting helps.
    #[wire(default)]
    pub retry_after_ms: Option<u64>,
    /// The products that prevent the order.
    #[wire(default)]
    pub differences: Vec<OrderDifference>,
    /// The HTTP status; 0 without an answer.
    #[wire(default)]
    pub status: u16,
}

impl ApiError {
    /// The server cannot be reached.
    pub const NETWORK: &'static str = "network";
    /// The server did not answer in time.
    pub const TIMEOUT: &'static str = "timeout";
    /// The server's answer violates the API. The value is older than the name: remotes of other builds compare it.
    pub const INVALID_ANSWER: &'static str = "nonsense";
    /// The access token was refused and could not be renewed: the shopper has to log in again.
    pub const SESSION_ENDED: &'static str = "session_ended";
    /// The page has no API client, that is, its owner did not offer `window.__TARN__.request`.
    pub const NO_CLIENT: &'static str = "no_client";

    /// An error of the client itself.
    #[must_use]
    pub fn new(code: &str, message: &str, status: u16) -> Self {
        Self {
            code: code.to_owned(),
            message: message.to_owned(),
            field: None,
            retry_after_ms: None,
            differences: Vec::new(),
            status,
        }
    }

    /// The error that the server answered with this status.
    #[must_use]
    pub fn from_answer(details: ErrorDetails, status: u16) -> Self {
        Self {
            code: details.code,
            message: details.message,
            field: details.field,
            retry_after_ms: details.retry_after_ms,
            differences: details.differences,
            status,
        }
    }

    /// [`ApiError::NETWORK`] with its message.
    #[must_use]
    pub fn network() -> Self {
        Self::new(
            Self::NETWORK,
            "The shop cannot be reached. Check your connection and try again.",
            0,
        )
    }

    /// [`ApiError::TIMEOUT`] with its message.
    #[must_use]
    pub fn timeout() -> Self {
        Self::new(Self::TIMEOUT, "The shop takes too long to answer. Please try again.", 0)
    }

    /// [`ApiError::INVALID_ANSWER`] with its message, for an answer with this status.
    #[must_use]
    pub fn invalid_answer(status: u16) -> Self {
        Self::new(
            Self::INVALID_ANSWER,
            "The shop's answer could not be read. Please try again in a moment.",
            status,
        )
    }

    /// [`ApiError::SESSION_ENDED`] with its message.
    #[must_use]
    pub fn session_ended() -> Self {
        Self::new(Self::SESSION_ENDED, "Your session has ended. Please log in again.", 401)
    }

    /// [`ApiError::NO_CLIENT`] with its message.
    #[must_use]
    pub fn no_client() -> Self {
        Self::new(
            Self::NO_CLIENT,
            "This page cannot talk to the shop yet. Please reload it.",
            0,
        )
    }

    /// True if a retry of the unchanged request may succeed.
    #[must_use]
    pub fn is_temporary(&self) -> bool {
        matches!(self.code.as_str(), Self::NETWORK | Self::TIMEOUT | Self::INVALID_ANSWER) || self.status >= 500
    }

    /// True if the shop itself reports that the resource does not exist, or no longer. A bare 404 may come from a proxy.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        let ending = match self.status {
            404 => "_unknown",
            410 => "_retired",
            _ => return false,
        };
        self.code.ends_with(ending)
    }
}

impl core::fmt::Display for ApiError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ApiError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_that_a_retry_may_fix_are_temporary() {
        assert!(ApiError::network().is_temporary());
        assert!(ApiError::timeout().is_temporary());
        assert!(ApiError::invalid_answer(200).is_temporary());
        assert!(ApiError::new("internal", "", 500).is_temporary());
        assert!(!ApiError::session_ended().is_temporary());
        assert!(!ApiError::new("bad_name", "", 400).is_temporary());
    }

    #[test]
    fn only_an_error_of_the_shop_means_unknown() {
        assert!(ApiError::new("order_unknown", "", 404).is_unknown());
        assert!(ApiError::new("product_retired", "", 410).is_unknown());
        assert!(!ApiError::invalid_answer(404).is_unknown());
        assert!(!ApiError::new("challenge_unknown", "", 410).is_unknown());
    }

    #[test]
    fn the_details_of_the_server_are_kept() {
        let details = ErrorDetails {
            code: "resend_too_soon".into(),
            message: "Wait a little.".into(),
            field: Some("phone".into()),
            retry_after_ms: Some(1200),
            differences: Vec::new(),
        };
        let error = ApiError::from_answer(details, 429);
        assert_eq!(error.to_string(), "Wait a little.");
        assert_eq!(
            (error.field.as_deref(), error.retry_after_ms, error.status),
            (Some("phone"), Some(1200), 429)
        );
    }
}

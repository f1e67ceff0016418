//! Login by a code sent to a phone, the session, and the user's profile.

use serde::{Deserialize, Serialize};
use tarn_wire::Wire;

/// Body of `POST /api/auth/code`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct CodeRequest {
    /// As the shopper typed it; see [`crate::rules::normalise_phone`].
    pub phone: String,
    /// The replaced challenge, if the shopper requests a new code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resend_of: Option<String>,
}

/// Answer to [`CodeRequest`]: a code was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct CodeChallenge {
    /// Must be sent back with the code.
    pub challenge_id: String,
    /// The normalised phone number.
    pub phone: String,
    /// The expiry of the code (ms since epoch).
    pub expires_at: u64,
    /// The earliest time for a new code (ms since epoch).
    pub resend_at: u64,
    /// The same as a duration, in ms, because a device's clock may be wrong. Older servers omit it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resend_after_ms: Option<u64>,
    /// The code itself. Only a server in demo mode sends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demo_code: Option<String>,
}

/// Body of `POST /api/auth/verify`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct CodeCheck {
    /// From [`CodeChallenge::challenge_id`].
    pub challenge_id: String,
    /// Six digits.
    pub code: String,
}

/// A logged-in session. Its refresh token travels only in an `HttpOnly` cookie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Access token, for `Authorization: Bearer`.
    pub token: String,
    /// The expiry of the access token (ms since epoch).
    pub expires_at: u64,
    /// The logged-in user.
    pub user: User,
}

/// A shopper. Answer of `GET /api/profile`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Opaque id.
    pub id: String,
    /// `None` until the shopper gives one.
    pub name: Option<String>,
    /// Normalised.
    pub phone: String,
    /// `None` until the shopper gives one.
    pub email: Option<String>,
}

/// Body of `PUT /api/profile`. An empty string clears the field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct ProfileUpdate {
    /// See [`crate::rules::check_name`].
    pub name: String,
    /// See [`crate::rules::check_email`].
    pub email: String,
}

//! Login by a code sent to a phone, the session it gives, and the user's profile.

use serde::{Deserialize, Serialize};
use tarn_wire::Wire;

/// Body of `POST /api/auth/code`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct CodeRequest {
    /// As the shopper typed it; see [`crate::rules::normalise_phone`].
    pub phone: String,
    /// The challenge that this request replaces, when the shopper asks for another code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resend_of: Option<String>,
}

/// Answer to [`CodeRequest`]: a code is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct CodeChallenge {
    /// To be sent back with the code.
    pub challenge_id: String,
    /// The phone number as the server understood it.
    pub phone: String,
    /// After this (ms since epoch) the code is no longer accepted.
    pub expires_at: u64,
    /// Before this (ms since epoch) no other code can be asked for.
    pub resend_at: u64,
    /// The same as a duration, in ms: a device's clock may be off. Older servers do not say it.
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

/// A logged-in session. The refresh token that belongs to it travels in an `HttpOnly` cookie only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Access token, for `Authorization: Bearer`.
    pub token: String,
    /// When the access token ends (ms since epoch).
    pub expires_at: u64,
    /// Who is logged in.
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

//! Login by code, and logout.

use wasm_bindgen::JsValue;

use super::page_client::{decode, encode, post};
use crate::ApiError;
use crate::model::{CodeChallenge, CodeCheck, CodeRequest, Session};

/// Requests a login code; `resend_of` is the id of the challenge that the code replaces.
///
/// # Errors
/// `bad_phone`, `resend_too_soon`, `too_many_codes`, and those that [all calls](crate::calls) share.
pub async fn request_code(phone: &str, resend_of: Option<&str>) -> Result<CodeChallenge, ApiError> {
    let body = encode(&CodeRequest {
        phone: phone.to_owned(),
        resend_of: resend_of.map(str::to_owned),
    })?;
    decode(&post("/api/auth/code", body).await?)
}

/// Logs in with the code.
///
/// # Errors
/// `code_malformed`, `code_wrong`, `code_expired`, `too_many_tries`, `challenge_unknown`, and
/// those that [all calls](crate::calls) share.
pub async fn verify_code(challenge_id: &str, code: &str) -> Result<Session, ApiError> {
    let body = encode(&CodeCheck {
        challenge_id: challenge_id.to_owned(),
        code: code.to_owned(),
    })?;
    decode(&post("/api/auth/verify", body).await?)
}

/// Ends the login on the server. The caller clears the store.
///
/// # Errors
/// Those that [all calls](crate::calls) share.
pub async fn log_out() -> Result<(), ApiError> {
    post("/api/auth/logout", JsValue::UNDEFINED).await.map(drop)
}

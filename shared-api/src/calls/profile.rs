//! The shopper's profile.

use wasm_bindgen::JsValue;

use super::page_client::{decode, encode, get, send};
use crate::ApiError;
use crate::model::{ProfileUpdate, User};

/// Who is logged in.
///
/// # Errors
/// Those that [all calls](super) share.
pub async fn profile() -> Result<User, ApiError> {
    get("/api/profile".into()).await
}

/// Changes name and email; an empty one is cleared.
///
/// # Errors
/// `bad_name`, `bad_email`, and those that [all calls](super) share.
pub async fn save_profile(name: &str, email: &str) -> Result<User, ApiError> {
    let body = encode(&ProfileUpdate {
        name: name.to_owned(),
        email: email.to_owned(),
    })?;
    decode(&send("PUT", "/api/profile".into(), body, JsValue::UNDEFINED).await?)
}

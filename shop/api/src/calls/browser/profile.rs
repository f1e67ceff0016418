//! The shopper's profile.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::page_client::{answered, decode, encode};
use crate::ApiError;
use crate::model::{ProfileUpdate, User};

#[wasm_bindgen(module = "/src/calls/changes.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = saveProfile)]
    fn save(body: JsValue) -> Result<Promise, JsValue>;
}

/// Changes name and email; an empty one is cleared. The update is optimistic and is rolled back if it is refused.
///
/// # Errors
/// `bad_name`, `bad_email`, and those that [all calls](crate::calls) share.
pub async fn save_profile(name: &str, email: &str) -> Result<User, ApiError> {
    let body = encode(&ProfileUpdate {
        name: name.to_owned(),
        email: email.to_owned(),
    })?;
    decode(&answered(save(body)).await?)
}

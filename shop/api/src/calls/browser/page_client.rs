//! Access to the page's one client.

use js_sys::Promise;
use tarn_wire::Wire;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::ApiError;

pub(crate) use tarn_query::decode;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = __TARN__, catch)]
    fn request(method: &str, path: &str, body: &JsValue) -> Result<Promise, JsValue>;
}

/// Calls `window.__TARN__.request` with `POST`.
pub(super) async fn post(path: &str, body: JsValue) -> Result<JsValue, ApiError> {
    answered(request("POST", path, &body)).await
}

/// Awaits the client's answer. Not generic, so it is compiled once.
pub(super) async fn answered(asked: Result<Promise, JsValue>) -> Result<JsValue, ApiError> {
    let promise = asked.map_err(|_| ApiError::no_client())?;
    JsFuture::from(promise).await.map_err(|error| ApiError::from_js(&error))
}

/// Encodes the body as a plain JavaScript value.
pub(super) fn encode<T: Wire>(body: &T) -> Result<JsValue, ApiError> {
    tarn_wire::js::to_js(&tarn_wire::to_vec(body))
        .map_err(|_| ApiError::new("body_refused", "This cannot be sent to the shop.", 0))
}

//! The way to the page's one client.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wire::Wire;

use crate::ApiError;
use crate::model::percent_encode_into;

/// Calls `window.__FEDERATION__.request`. Not generic, so that it is compiled once.
pub(super) async fn send(
    method: &'static str,
    path: String,
    body: JsValue,
    headers: JsValue,
) -> Result<JsValue, ApiError> {
    let promise = start(method, &path, &body, &headers).ok_or_else(|| {
        ApiError::new(
            ApiError::NO_CLIENT,
            "This page cannot talk to the shop yet. Please reload it.",
            0,
        )
    })?;
    JsFuture::from(promise).await.map_err(|error| ApiError::from_js(&error))
}

fn start(method: &str, path: &str, body: &JsValue, headers: &JsValue) -> Option<Promise> {
    let registry = Reflect::get(&js_sys::global(), &"__FEDERATION__".into()).ok()?;
    let request: Function = Reflect::get(&registry, &"request".into()).ok()?.dyn_into().ok()?;
    request
        .call4(&registry, &method.into(), &path.into(), body, headers)
        .ok()?
        .dyn_into()
        .ok()
}

/// `GET`, with the answer's type.
pub(super) async fn get<T: Wire>(path: String) -> Result<T, ApiError> {
    decode(&send("GET", path, JsValue::UNDEFINED, JsValue::UNDEFINED).await?)
}

/// The answer as this type.
pub(super) fn decode<T: Wire>(answer: &JsValue) -> Result<T, ApiError> {
    wire::js::from_js(answer)
        .and_then(|bytes| wire::from_slice(&bytes))
        .map_err(|_| ApiError::nonsense(200))
}

/// The body as a plain JavaScript value.
pub(super) fn encode<T: Wire>(body: &T) -> Result<JsValue, ApiError> {
    wire::js::to_js(&wire::to_vec(body))
        .map_err(|_| ApiError::new("body_refused", "This cannot be sent to the shop.", 0))
}

/// `prefix`, then the id as one segment of a path, then `suffix`.
pub(super) fn path_with_id(prefix: &str, id: &str, suffix: &str) -> String {
    let mut path = String::from(prefix);
    percent_encode_into(&mut path, id);
    path.push_str(suffix);
    path
}

//! One request and its answer.

use js_sys::{Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Response};

use crate::ApiError;
use crate::model::ErrorBody;

/// How long the server may take for a whole answer, in milliseconds.
const TIMEOUT_MS: u32 = 15_000;

/// What to send.
#[derive(Clone)]
pub(super) struct Request {
    pub(super) method: String,
    /// Path and query, below `/api/`.
    pub(super) path: String,
    /// A value that JSON can hold, or undefined.
    pub(super) body: JsValue,
    /// A plain object of further headers, or undefined.
    pub(super) headers: JsValue,
}

impl Request {
    /// A request without body and headers of its own.
    pub(super) fn bare(method: &str, path: &str) -> Self {
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            body: JsValue::UNDEFINED,
            headers: JsValue::UNDEFINED,
        }
    }

    /// Sends it with this access token and gives the parsed answer; undefined when it has no
    /// content.
    pub(super) async fn send(&self, token: Option<&str>) -> Result<JsValue, ApiError> {
        if !is_api_path(&self.path) {
            return Err(ApiError::new(
                "path_refused",
                "This page asked for something outside of the shop's API.",
                0,
            ));
        }
        let init = self
            .init(token)
            .map_err(|_| ApiError::new("body_refused", "This cannot be sent to the shop.", 0))?;
        let response: Response = fetch(&self.path, &init).await.map_err(|e| broken_off(&e))?;
        let status = response.status();
        if status == 204 {
            return Ok(JsValue::UNDEFINED);
        }
        let reading = response.json().map_err(|_| ApiError::nonsense(status))?;
        let answer = JsFuture::from(reading).await.map_err(|error| {
            if is_named(&error, "SyntaxError") {
                ApiError::nonsense(status)
            } else {
                broken_off(&error)
            }
        })?;
        if response.ok() {
            return Ok(answer);
        }
        Err(wire::js::from_js(&answer)
            .and_then(|bytes| wire::from_slice::<ErrorBody>(&bytes))
            .map_or_else(
                |_| ApiError::nonsense(status),
                |body| ApiError::from_answer(body.error, status),
            ))
    }

    fn init(&self, token: Option<&str>) -> Result<JsValue, JsValue> {
        let headers = Object::new();
        if self.headers.is_object() {
            Object::assign(&headers, self.headers.unchecked_ref());
        }
        let init = Object::new();
        let set = |name: &str, value: &JsValue| Reflect::set(&init, &name.into(), value);
        if !self.body.is_undefined() {
            set("body", &JSON::stringify(&self.body)?.into())?;
            Reflect::set(&headers, &"Content-Type".into(), &"application/json".into())?;
        }
        if let Some(token) = token {
            let bearer = format!("Bearer {token}");
            Reflect::set(&headers, &"Authorization".into(), &bearer.into())?;
        }
        set("method", &self.method.as_str().into())?;
        set("headers", &headers)?;
        // One limit for the whole exchange, the reading of the answer's body included.
        set("signal", &AbortSignal::timeout_with_u32(TIMEOUT_MS))?;
        Ok(init.into())
    }
}

async fn fetch(path: &str, init: &JsValue) -> Result<Response, JsValue> {
    let global = js_sys::global();
    let fetch: Function = Reflect::get(&global, &"fetch".into())?.dyn_into()?;
    let promise: Promise = fetch.call2(&global, &path.into(), init)?.dyn_into()?;
    JsFuture::from(promise).await?.dyn_into()
}

fn broken_off(error: &JsValue) -> ApiError {
    if is_named(error, "TimeoutError") {
        ApiError::timeout()
    } else {
        ApiError::network()
    }
}

fn is_named(error: &JsValue, name: &str) -> bool {
    Reflect::get(error, &"name".into()).is_ok_and(|is| is == name)
}

/// The access token is for the API only. Browsers resolve `..` before they send a path, also
/// when it is written with `%2e`.
fn is_api_path(path: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.starts_with("/api/")
        && !path.contains("..")
        && !path.contains('\\')
        && !path.contains("%2e")
        && !path.contains("%2E")
        && !path.contains(['\t', '\n', '\r'])
}

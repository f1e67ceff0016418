//! [`ApiError`] as JavaScript sees it: a plain object `{code, message, field, retryAfterMs, differences, status}`.

use wasm_bindgen::JsValue;

use crate::ApiError;

impl ApiError {
    /// The plain object that a promise is rejected with.
    #[must_use]
    pub fn to_js(&self) -> JsValue {
        tarn_wire::js::to_js(&tarn_wire::to_vec(self))
            // An error consists of text and numbers: there is nothing that could fail.
            .unwrap_or(JsValue::UNDEFINED)
    }

    /// Reads what a promise was rejected with; [`ApiError::nonsense`] if it is something else.
    #[must_use]
    pub fn from_js(value: &JsValue) -> Self {
        tarn_wire::js::from_js(value)
            .and_then(|bytes| tarn_wire::from_slice(&bytes))
            .unwrap_or_else(|_| Self::nonsense(0))
    }
}

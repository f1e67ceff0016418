//! The JavaScript form of [`ApiError`]: a plain object `{code, message, field, retryAfterMs, differences, status}`.

use wasm_bindgen::JsValue;

use crate::ApiError;

impl ApiError {
    /// The plain object for a rejected promise.
    #[must_use]
    pub fn to_js(&self) -> JsValue {
        tarn_wire::js::to_js(&tarn_wire::to_vec(self))
            // An error consists of texts and numbers, so the conversion cannot fail.
            .unwrap_or(JsValue::UNDEFINED)
    }

    /// Reads the reason of a rejected promise; [`ApiError::invalid_answer`] if it has another form.
    #[must_use]
    pub fn from_js(value: &JsValue) -> Self {
        tarn_wire::js::from_js(value)
            .and_then(|bytes| tarn_wire::from_slice(&bytes))
            .unwrap_or_else(|_| ApiError::invalid_answer(0))
    }
}

//! [`ApiError`] as the error of queries.

use tarn_query::QueryError;
use wasm_bindgen::JsValue;

use crate::ApiError;

impl QueryError for ApiError {
    fn from_js(reason: &JsValue) -> Self {
        ApiError::from_js(reason)
    }

    fn invalid_answer() -> Self {
        ApiError::invalid_answer(200)
    }

    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    fn from_answer(status: u16, body: &[u8]) -> Self {
        match tarn_wire::from_slice::<crate::model::ErrorBody>(body) {
            Ok(body) => ApiError::from_answer(body.error, status),
            Err(_) => ApiError::invalid_answer(status),
        }
    }

    fn no_cache() -> Self {
        ApiError::no_client()
    }

    fn message(&self) -> String {
        self.message.clone()
    }
}

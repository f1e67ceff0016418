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

    fn no_cache() -> Self {
        ApiError::no_client()
    }

    fn message(&self) -> String {
        self.message.clone()
    }
}

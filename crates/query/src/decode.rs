//! Answers as values.

use tarn_wire::Wire;
use wasm_bindgen::JsValue;

use crate::query_error::QueryError;

/// Decodes an answer of the client: for answers of `request` and `mutate`, which have no type.
///
/// ```no_run
/// # use tarn_query::QueryError;
/// # use wasm_bindgen::JsValue;
/// /// The title in the answer.
/// fn title<E: QueryError>(answer: &JsValue) -> Result<String, E> {
///     tarn_query::decode(answer)
/// }
/// ```
///
/// # Errors
/// [`QueryError::invalid_answer`] if the answer does not have this type.
pub fn decode<T: Wire, E: QueryError>(answer: &JsValue) -> Result<T, E> {
    tarn_wire::js::from_js(answer)
        .and_then(|bytes| tarn_wire::from_slice(&bytes))
        .map_err(|_| E::invalid_answer())
}

//! The error type of an application's requests.

use wasm_bindgen::JsValue;

/// The error type of an application's requests. [`Query`](crate::Query) and [`Answer`](crate::Answer) report it.
pub trait QueryError: Sized + 'static {
    /// Reads the reason of a promise that the client's `request` rejected.
    fn from_js(reason: &JsValue) -> Self;

    /// The error for an answer that does not have the type of its resource.
    fn invalid_answer() -> Self;

    /// The error for a page without a query cache, or for a query that the cache refuses.
    fn no_cache() -> Self;

    /// A sentence for the user.
    fn message(&self) -> String;
}

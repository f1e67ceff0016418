//! The error type of an application's requests.

use wasm_bindgen::JsValue;

/// The error type of an application's requests. [`Query`](crate::Query) and [`Answer`](crate::Answer) report it.
///
/// ```
/// use tarn_query::QueryError;
/// use wasm_bindgen::JsValue;
///
/// /// A sentence. The request function of this application rejects with `{message}`.
/// struct Failure(String);
///
/// impl QueryError for Failure {
///     fn from_js(reason: &JsValue) -> Self {
///         let message = js_sys::Reflect::get(reason, &"message".into()).ok();
///         message.and_then(|message| message.as_string()).map_or_else(Self::invalid_answer, Self)
///     }
///
///     fn invalid_answer() -> Self {
///         Self("The answer could not be read.".into())
///     }
///
///     fn no_cache() -> Self {
///         Self("This page has no query cache.".into())
///     }
///
///     fn message(&self) -> String {
///         self.0.clone()
///     }
/// }
/// assert_eq!(Failure::no_cache().message(), "This page has no query cache.");
/// ```
pub trait QueryError: Sized + 'static {
    /// Reads the reason of a promise that the client's `request` rejected: an object.
    fn from_js(reason: &JsValue) -> Self;

    /// The error for an answer that does not have the type of its resource.
    fn invalid_answer() -> Self;

    /// The error for a page without a query cache, or for a query that the cache refuses.
    fn no_cache() -> Self;

    /// The error for an answer of the API with another status than 200, while a view becomes HTML on a server. `body` is its JSON in
    /// the format of `tarn-wire`.
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    #[must_use]
    fn from_answer(status: u16, body: &[u8]) -> Self {
        let _ = (status, body);
        Self::invalid_answer()
    }

    /// A sentence for the user.
    fn message(&self) -> String;
}

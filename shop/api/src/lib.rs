//! The storefront API: its types, its validation rules and the one HTTP client.
//!
//! - [`model`]: the JSON types, shared with the server.
//! - [`events`]: the analytics events, and which of them are reported.
//! - [`rules`]: the validation rules, used by the forms and enforced by the server.
//! - [`ApiError`]: the error of every call.
//!
//! With the feature `client` there are modules for apps. The page's owner (the host, or a standalone remote) holds the one client
//! with the one cache, `owner::ApiClient`, which has the access token, and offers both as members of `window.__TARN__`.
//! Every view, in host and remotes alike, goes through them: it reads with `queries`, such as `use_query(queries::orders)`,
//! and writes with `calls`, such as `calls::place_order(..).await`.

pub mod events;
pub mod model;
pub mod rules;

mod api_error;
#[cfg(feature = "client")]
pub mod calls;
#[cfg(all(feature = "client", not(all(target_arch = "wasm32", target_os = "unknown"))))]
mod fake_api;
#[cfg(feature = "client")]
mod js_error;
#[cfg(all(feature = "client", target_arch = "wasm32", target_os = "unknown"))]
pub mod owner;
#[cfg(feature = "client")]
mod path;
#[cfg(feature = "client")]
pub mod queries;

pub use api_error::ApiError;

/// The API of native tests (feature `testing`).
#[cfg(all(feature = "testing", not(all(target_arch = "wasm32", target_os = "unknown"))))]
pub mod testing {
    pub use crate::fake_api::{FakeApi, FakeCall};
}

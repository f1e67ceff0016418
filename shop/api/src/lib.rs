//! The storefront API: its types, its rules of input, and the one HTTP client.
//!
//! - [`model`]: what goes over the wire, the same on both ends.
//! - [`events`]: what remotes tell whoever listens, and what of it is reported.
//! - [`rules`]: what input is acceptable, asked by the forms and enforced by the server.
//! - [`ApiError`]: what every call can fail with.
//!
//! In the browser there are three more. The page's owner (the host, or a standalone remote) holds
//! the one client with the one cache, `owner::ApiClient`, which knows the access token, and offers
//! them to the page as members of `window.__TARN__`. Every view, in host and remotes alike,
//! goes through that: with `queries`, such as `use_query(queries::orders)`, to know something, and
//! with the functions in `calls`, such as `calls::place_order(..).await`, to change something.

pub mod events;
pub mod model;
pub mod rules;

mod api_error;
#[cfg(target_arch = "wasm32")]
pub mod calls;
#[cfg(target_arch = "wasm32")]
mod js_error;
#[cfg(target_arch = "wasm32")]
pub mod owner;
#[cfg(target_arch = "wasm32")]
pub mod queries;

pub use api_error::ApiError;

//! The storefront API: its types, its rules of input, and the one HTTP client.
//!
//! - [`model`]: what goes over the wire, the same on both ends.
//! - [`events`]: what remotes tell whoever listens, and what of it is reported.
//! - [`rules`]: what input is acceptable, asked by the forms and enforced by the server.
//! - [`ApiError`]: what every call can fail with.
//!
//! In the browser there are two more. The page's owner (the host, or a standalone remote) holds
//! the one client, `owner::ApiClient`, which knows the access token, and offers it to the page as
//! `window.__FEDERATION__.request`. Every view, in host and remotes alike, uses the functions in
//! `calls`, such as `calls::products(&query).await`, which go through that.

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

pub use api_error::ApiError;

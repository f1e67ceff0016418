//! The storefront API: its types, its rules of input, and the one HTTP client.
//!
//! - [`model`]: what goes over the wire, the same on both ends.
//! - [`rules`]: what input is acceptable, asked by the forms and enforced by the server.
//! - [`ApiError`]: what every call can fail with.

pub mod model;
pub mod rules;

mod api_error;

pub use api_error::ApiError;

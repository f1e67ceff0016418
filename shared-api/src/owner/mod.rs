//! The one HTTP client of a page. It lives in the page's owner: the host, or a standalone remote.

mod client;
mod exchange;
mod shared_promise;

pub use client::{ApiClient, ApiHooks};

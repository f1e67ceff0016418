//! The one HTTP client of a page, and its one cache of what the server answered. They live in the page's owner: the host, or a
//! standalone remote. Both are JavaScript (`api_client.js`, `query_cache.js`); here is how Rust makes and uses them.

mod browser;
mod client;

pub use client::{ApiClient, ApiHooks, Restoring};

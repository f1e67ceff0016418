//! The one HTTP client of a page and its one query cache. They live in the page's owner: the host, or a standalone remote.
//! Both are JavaScript (`api_client.js`, `query_cache.js`); this module creates and calls them.

mod browser;
mod client;
mod query_cache;

pub use client::{ApiClient, ApiHooks, Restoring};

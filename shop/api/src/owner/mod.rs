//! The one HTTP client of a page and its one query cache. They live in the page's owner: the host, or a standalone remote.
//! The client is JavaScript (`api_client.js`); this module creates and calls it. The cache is `tarn-query`.

mod client;

pub use client::{ApiClient, ApiHooks, Restoring};

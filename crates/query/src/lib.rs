//! The server data of a page: one query cache that all remotes share.
//!
//! A view follows a resource of the server with [`use_query`], and [`Await`] shows it. All views of a resource, in all remotes of the page, share one
//! request and one answer. The page's owner creates the [`QueryCache`] and offers its functions as members of `window.__TARN__`.
//!
//! What differs between applications is a parameter: the request function, the path of the API and the names of the cache
//! ([`QueryCache::new`]), and the type of errors ([`QueryError`]).

mod await_query;
mod decode;
mod observed;
mod page_cache;
mod query_cache;
mod query_error;
mod resource;
#[cfg(all(feature = "testing", not(all(target_arch = "wasm32", target_os = "unknown"))))]
pub mod testing;
mod use_query;

pub use await_query::Await;
pub use decode::decode;
pub use observed::{Answer, Status};
pub use query_cache::QueryCache;
pub use query_error::QueryError;
pub use resource::Resource;
pub use use_query::{Query, use_query, use_query_keeping_previous};

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

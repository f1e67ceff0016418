//! The static origin of a micro-frontend page, for an axum server.
//!
//! [`Origin`] serves the folder `dist/` of a build: the host's page at every address of a page, hashed files that are cached for ever,
//! files that are revalidated, precompressed forms, and deltas against files that the browser has (RFC 9842). It writes the base path
//! into pages, redirects to canonical addresses, and refuses paths that lead out of the folder. [`Security`] is the content security
//! policy of the pages, with the hashes of their inline scripts, and the security headers of all answers.
//!
//! The routes of the server come first, and the origin answers everything else:
//!
//! ```no_run
//! use axum::http::StatusCode;
//! use axum::response::IntoResponse;
//! use axum::serve::ListenerExt as _;
//! use axum::{Router, routing::get};
//! use tarn_origin::Origin;
//!
//! #[tokio::main(flavor = "current_thread")]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let origin = Origin::new("dist").server_folder("api", || StatusCode::NOT_FOUND.into_response());
//!     origin.check().await?;
//!     let api = Router::new().route("/api/health", get(|| async { "well" }));
//!     let listener = tokio::net::TcpListener::bind("127.0.0.1:4000").await?;
//!     // Without `TCP_NODELAY`, the second part of a streamed page waits 40 ms.
//!     let listener = listener.tap_io(|connection| {
//!         let _ = connection.set_nodelay(true);
//!     });
//!     axum::serve(listener, origin.host(api)).await?;
//!     Ok(())
//! }
//! ```
//!
//! # Addresses
//!
//! | address | file in `dist/` | cached |
//! |---|---|---|
//! | `/`, pages of `federation.json`, [`Origin::host_pages`] | `host/index.html` | revalidated |
//! | `/assets/<hash>/...` | `host/assets/<hash>/...` | for ever |
//! | `/federation.json` | `federation.json` | revalidated |
//! | `/remotes/<name>/remote.json` | `remotes/<name>/remote.json` | revalidated |
//! | `/remotes/<name>/<hash>/...` | `remotes/<name>/<hash>/...` | for ever |
//! | `/devtools/...` | `devtools/...` | for ever below a hash |
//! | any other file | `host/...` | revalidated |
//!
//! A page of a remote has the header `Server-Timing` with the address of the remote's manifest, which the page's script reads. A
//! rendered page contains the manifests of the builds that have rendered it. Each request is one line of the log (`tracing`) at level
//! `debug`, without its query.

mod accepted_encoding;
mod access_log;
mod asked;
mod below_base_path;
mod builder;
mod canonical_address;
#[cfg(feature = "render")]
mod compression;
mod content_type;
mod dictionary;
mod dist_answer;
mod dist_file;
mod embedded;
mod error;
mod etag;
mod federation_file;
mod file_response;
mod host_origin;
#[cfg(feature = "render")]
mod in_process;
mod inline_code;
mod last_message;
mod layers;
#[cfg(feature = "render")]
mod page_rendering;
mod parameters;
#[cfg(feature = "render")]
mod rendered_page;
mod request_path;
mod security;
mod security_headers;
mod standalone_origin;
mod start_check;

pub use builder::Origin;
pub use error::OriginError;
#[cfg(feature = "render")]
pub use in_process::InProcess;
pub use security::{Directive, Security};

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

//! Server rendering of a page of separately compiled apps.
//!
//! Each app brings its own renderer: the same crate, compiled to a WebAssembly component of the world `renderer` (`wit/render.wit`). The
//! server runs it in a sandbox that gives it nothing but its arguments (feature `server`). So the server links no app, each team deploys
//! both halves of its app at once, and a renderer that fails costs its slot the HTML and nothing else.
//!
//! Without features this crate has the plain types of a request and of its result, and [`page`], which the libraries of an app use while
//! it renders.

#[cfg(all(target_arch = "wasm32", target_os = "wasi"))]
pub mod guest;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub mod page;
#[cfg(not(target_arch = "wasm32"))]
mod page_renderer;
#[cfg(all(feature = "server", not(target_arch = "wasm32")))]
mod server;
mod types;
mod world;

#[cfg(not(target_arch = "wasm32"))]
pub use page_renderer::{PageRenderer, PageRequest, RemoteHtml, Rendering, ShellHtml};
#[cfg(all(feature = "server", not(target_arch = "wasm32")))]
pub use server::{AppMetrics, RenderError, RenderMetrics, RenderOptions, Renderers, checked_html};
pub use types::{Answer, Head, Part, Rendered, Request, Slot};
pub use world::{WORLD, is_run_by};

/// The examples of the README compile.
#[cfg(all(doctest, feature = "server"))]
#[doc = include_str!("../README.md")]
struct Readme;

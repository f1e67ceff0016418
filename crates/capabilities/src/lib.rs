//! What Rust code asks a browser for besides its documents. A capability may be missing, throw or report a wrong value; this
//! crate turns each of these into a usable answer.
//!
//! Other capabilities have a place of their own, beside what uses them: storage in `tarn-store`, `Intl` in `shop-ui`, network
//! and locks in `capabilities.js` of `shop-api`. `xtask/tests/capabilities.rs` refuses direct uses elsewhere.

pub mod channel;
pub mod clock;
pub mod json;
mod language;

pub use language::language;

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

//! Browser capabilities besides documents. A capability may be missing, throw, or report a wrong value; this crate turns each of these
//! into a usable answer.
//!
//! Storage is in `tarn-store`, which uses it.

pub mod channel;
pub mod clock;
mod for_scripts;
pub mod json;
mod language;

pub use for_scripts::for_scripts;
pub use language::language;

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

//! What Rust code asks a browser for besides its documents. A capability may be missing, throw or report a wrong value; this
//! crate turns each of these into a usable answer.
//!
//! Other capabilities have a place of their own, beside what uses them: storage in `shared-store`, `Intl` in `shop-ui`, network,
//! channels and locks in `capabilities.js` of `shop-api`. `xtask/tests/capabilities.rs` refuses direct uses elsewhere.

pub mod clock;
#[cfg(target_arch = "wasm32")]
pub mod json;
mod language;

pub use language::language;

//! The design, shared by host and remotes: `design.css` beside this crate, and the little that views need in Rust.

mod date;
#[cfg(target_arch = "wasm32")]
mod intl;
mod money;

pub use date::{date, date_time};
pub use money::money;

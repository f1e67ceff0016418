//! The design, shared by host and remotes: `design.css` beside this crate, and a few functions and components.

mod arrow;
mod date;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod intl;
mod load_failure;
mod money;

pub use arrow::arrow;
pub use date::{date, date_time};
pub use load_failure::LoadFailure;
pub use money::money;

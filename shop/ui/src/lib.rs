//! The design, shared by host and remotes: `design.css` beside this crate, and a few functions and components.

#[cfg(target_arch = "wasm32")]
mod arrow;
mod date;
#[cfg(target_arch = "wasm32")]
mod intl;
#[cfg(target_arch = "wasm32")]
mod load_failure;
mod money;

#[cfg(target_arch = "wasm32")]
pub use arrow::arrow;
pub use date::{date, date_time};
#[cfg(target_arch = "wasm32")]
pub use load_failure::LoadFailure;
pub use money::money;

//! The sandbox with renderers that fail, and with hostile ones.
#![cfg(all(feature = "server", not(target_arch = "wasm32")))]
#![expect(clippy::unwrap_used, reason = "a failed test shows it")]

mod accepted;
mod broken;
mod component;
mod deployment;
mod html;
mod isolation;
mod memo;
mod site;

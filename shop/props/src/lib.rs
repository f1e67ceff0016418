//! The props of every exposed component: what host and remotes agree on, typed on both sides.
//!
//! A new prop is an `Option`, so that hosts and remotes of different age still meet; a prop that is dropped or changes its
//! type is a new component.

#[cfg(target_arch = "wasm32")]
mod components;
mod data;

#[cfg(target_arch = "wasm32")]
pub use components::*;
pub use data::{SessionProblem, Subject};

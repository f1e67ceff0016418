//! The props of every exposed component: the contract of host and remotes, typed on both sides.
//!
//! A new prop is an `Option`, so that hosts and remotes of different versions work together. Dropping a prop or changing
//! its type requires a new component.

mod components;
mod data;

pub use components::*;
pub use data::{SessionProblem, Subject};

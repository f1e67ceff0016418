//! One store for a page of separately compiled wasm apps.
//!
//! The host owns the store; every remote attaches to it and reads its own replica. A contract crate, which host and remotes are built with,
//! defines the slices and their reducers.
//!
//! Data flows one way: action ([`Slice`]) -> owner -> stream -> replica ([`store`]) -> selector -> view ([`hooks`]). All of it is plain Rust
//! that runs natively. [`browser`] is a thin layer that carries bytes between wasm memories and gives JavaScript the Redux interface. It
//! compiles natively, and panics there when it is called.

pub mod bridge;
pub mod browser;
pub mod contract;
#[doc(hidden)]
pub mod derived;
mod error;
pub mod hooks;
pub mod persistence;
mod provide;
mod registering;
mod selected;
mod slice;
pub mod store;
mod sync_mode;

pub use contract::{Contract, sync_between};
pub use error::{Reason, RegistrationError, Rejected, StoreError};
pub use hooks::{use_dispatch, use_selector, use_store};
pub use provide::provide_store;
pub use selected::Selected;
pub use slice::{Change, Foreign, React, Reduce, Secret, Slice, SliceAction, Step, Steps};
pub use store::{Store, StoreBuilder, StoreOptions};
pub use tarn_store_derive::Action;

// Derived code refers to this crate by its name.
extern crate self as tarn_store;

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

//! One store for a page of separately compiled wasm apps.
//!
//! The host owns the store; every remote attaches to it and reads its own replica. Which slices there are, and with which reducers,
//! a contract says: a crate that host and remotes are both built with.
//!
//! Data flows one way, and the modules show it: action ([`Slice`]) -> owner -> stream -> replica ([`store`]) -> selector -> view
//! ([`hooks`]). All of it is plain Rust that runs natively; [`browser`] is the thin skin that carries bytes between wasm memories and
//! gives JavaScript the Redux interface.

pub mod bridge;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod contract;
#[doc(hidden)]
pub mod derived;
pub mod error;
pub mod hooks;
pub mod persistence;
mod registering;
pub mod selected;
pub mod slice;
pub mod store;
mod sync;

pub use contract::{Contract, sync_between};
pub use error::{Reason, RegistrationError, Rejected, StoreError};
pub use hooks::{use_dispatch, use_selector, use_store};
pub use selected::Selected;
pub use slice::{Change, Foreign, React, Reduce, Secret, Slice, SliceAction, Step, Steps};
pub use store::{Store, StoreBuilder, StoreOptions};
pub use tarn_store_derive::Action;

// Derived code names this crate, also here.
extern crate self as tarn_store;

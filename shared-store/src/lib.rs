//! One store for a page of separately compiled wasm apps.
//!
//! The host creates the store; every remote attaches to it and reads its own replica. This crate is the only one that apps
//! import for state: slices, actions, selectors and hooks.
//!
//! Data flows one way, and the modules show it: action ([`slices`]) -> owner -> stream -> replica ([`store`]) -> selector ->
//! view ([`hooks`]). All of it is plain Rust that runs natively; [`browser`] is the thin skin that carries bytes between wasm
//! memories and gives JavaScript the Redux interface.

pub mod bridge;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod checkout;
pub mod contract;
pub mod error;
pub mod handoff;
pub mod hooks;
pub mod persistence;
pub mod selected;
mod shop;
pub mod slice;
pub mod slices;
pub mod store;

pub use contract::{Contract, sync_between};
pub use error::{Reason, RegistrationError, Rejected, StoreError};
pub use hooks::{use_dispatch, use_selector, use_store};
pub use selected::Selected;
pub use shop::{CONTRACT, CONTRACT_FINGERPRINT, CONTRACT_VERSION, make_store, store_builder};
#[cfg(target_arch = "wasm32")]
pub use shop::{own_page, provide_store};
pub use slice::{Change, Secret, Slice, SliceAction, SliceState, Step};
pub use slices::cart::*;
pub use slices::cart_lines::CartLines;
pub use slices::chat::*;
pub use slices::context::*;
pub use slices::purchase::*;
pub use slices::support::*;
pub use slices::user::*;
pub use store::{Store, StoreBuilder, StoreOptions};

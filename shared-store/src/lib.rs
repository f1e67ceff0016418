//! One store for a page of separately compiled wasm apps.
//!
//! The host creates the store; every remote attaches to it and reads its own replica. This crate is the only one that apps
//! import for state: slices, actions, selectors and hooks.
//!
//! Data flows one way, and the modules show it: action ([`slices`]) -> owner -> stream -> replica ([`store`]) -> selector ->
//! view ([`hooks`]). All of it is plain Rust that runs natively; [`browser`] is the thin skin that carries bytes between wasm
//! memories and gives JavaScript the Redux interface.

#[cfg(target_arch = "wasm32")]
mod begin_purchase;
pub mod bridge;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod checkout;
mod choices;
pub mod contract;
pub mod error;
pub mod handoff;
pub mod hooks;
pub mod persistence;
#[cfg(target_arch = "wasm32")]
mod purchase_id;
mod readable_lines;
mod registering;
pub mod selected;
mod shop;
pub mod slice;
pub mod slices;
pub mod store;
mod stored;
mod stored_cart;

#[cfg(target_arch = "wasm32")]
pub use begin_purchase::{StoredPurchases, begin_purchase, is_placed, stored_purchases};
pub use choices::Choices;
pub use contract::{Contract, sync_between};
pub use error::{Reason, RegistrationError, Rejected, StoreError};
pub use hooks::{use_dispatch, use_selector, use_store};
pub use readable_lines::restore_readable_lines;
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
pub use stored::{CART, CONTEXT, STORED};
pub use stored_cart::{accepted_lines, restore_cart};

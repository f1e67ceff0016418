//! The shop's contract: the slices that host and remotes share, their actions, reducers and selectors.
//!
//! Apps import only this crate for state. It re-exports the hooks and types of `tarn-store`, the engine that runs the contract.

mod choices;
mod shop;
pub mod slices;
mod stored;
mod stored_cart;

pub use choices::Choices;
pub use shop::{CONTRACT, CONTRACT_FINGERPRINT, CONTRACT_VERSION, make_store, own_page, provide_store, store_builder};
pub use slices::cart::*;
pub use slices::cart_lines::CartLines;
pub use slices::chat::*;
pub use slices::context::*;
pub use slices::purchase::*;
pub use slices::support::*;
pub use slices::user::*;
pub use stored::{CART, CONTEXT, STORED};
pub use stored_cart::{accepted_lines, restore_cart};
pub use tarn_store::{
    Action, Change, Contract, Foreign, React, Reason, Reduce, RegistrationError, Rejected, Secret, Selected, Slice,
    SliceAction, Step, Steps, Store, StoreBuilder, StoreError, StoreOptions, bridge, browser, contract, hooks,
    persistence, store, sync_between, use_dispatch, use_selector, use_store,
};

//! The props of every exposed component: the contract of host and remotes, typed on both sides.
//!
//! A new prop is an `Option`, so that hosts and remotes of different versions work together. Dropping a prop or changing
//! its type requires a new component.

#[cfg(target_arch = "wasm32")]
mod account;
#[cfg(target_arch = "wasm32")]
mod auth;
#[cfg(target_arch = "wasm32")]
mod cart;
mod data;
#[cfg(target_arch = "wasm32")]
mod orders;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod products;

#[cfg(target_arch = "wasm32")]
pub use self::{
    account::AccountPageProps,
    auth::OtpVerifyProps,
    cart::{CartPageProps, MiniCartPreviewProps},
    orders::{OrderDetailProps, OrderListProps, PaymentProps},
    page::PageProps,
    products::{AddToCartButtonProps, ProductDetailProps, ProductListProps},
};
pub use data::{SessionProblem, Subject};

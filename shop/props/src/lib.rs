//! The props of every exposed component: the contract of host and remotes, typed on both sides.
//!
//! A new prop is an `Option`, so that hosts and remotes of different versions work together. Dropping a prop or changing
//! its type requires a new component.

mod account;
mod auth;
mod cart;
mod data;
mod orders;
mod page;
mod products;

pub use self::{
    account::AccountPageProps,
    auth::OtpVerifyProps,
    cart::{CartPageProps, MiniCartPreviewProps},
    orders::{OrderDetailProps, OrderListProps, PaymentProps},
    page::PageProps,
    products::{AddToCartButtonProps, ProductDetailProps, ProductListProps},
};
pub use data::{SessionProblem, Subject};

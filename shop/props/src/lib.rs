//! The exposed components and their props: the contract of host and remotes, typed on both sides.
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
    account::{ACCOUNT_PAGE, AccountPageProps},
    auth::{OTP_VERIFY, OtpVerifyProps},
    cart::{CART_PAGE, CartPageProps, MINI_CART_PREVIEW, MiniCartPreviewProps},
    orders::{ORDER_DETAIL, ORDER_LIST, OrderDetailProps, OrderListProps, PAYMENT, PaymentProps},
    page::PageProps,
    products::{
        ADD_TO_CART_BUTTON, AddToCartButtonProps, PRODUCT_DETAIL, PRODUCT_LIST, ProductDetailProps, ProductListProps,
    },
};
pub use data::{SessionProblem, Subject};

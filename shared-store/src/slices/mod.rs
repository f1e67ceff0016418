//! The slices of the contract: one file each, with state, actions, reducer and selectors.

pub mod cart;
pub mod cart_line;
pub mod cart_lines;
pub mod chat;
pub mod context;
pub mod purchase;
pub mod support;
pub mod user;

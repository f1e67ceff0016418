//! The shop of a native test: what a component of a remote finds in a page, without a page.
//!
//! [`Shop`] has the store of the contract, the answers of the server, the calls of its API and the callbacks of the host. A test puts it into
//! a state, mounts a component, and reads what the component shows.
//!
//! Only tests depend on this crate.
#![cfg(not(target_arch = "wasm32"))]

mod sample;
mod shop;

pub use sample::{line, order, order_line, product, product_page, session};
pub use shop::Shop;

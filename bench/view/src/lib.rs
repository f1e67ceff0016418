//! The list of `cargo xtask bench view` in a page, controlled from outside. It is built with one feature at a time: see Cargo.toml.
#![cfg(target_arch = "wasm32")]

mod cart;
mod lines;
mod page;

use tarn_small_allocator as _;

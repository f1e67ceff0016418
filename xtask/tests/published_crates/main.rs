//! The crates of `crates/` are fit to publish: their metadata, and their public interface.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod library;
mod metadata;
mod module_tree;
mod public_api;
mod signature;

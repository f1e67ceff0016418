//! The origin over real HTTP: each test serves a folder of its own on a free port.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod base_path;
mod deltas;
mod files;
mod pages;
mod standalone;
mod test_site;

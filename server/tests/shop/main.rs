//! The server over real HTTP: each test opens a shop of its own on a free port.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod base_path;
mod busy_database;
mod catalogue;
mod events;
mod limits;
mod login;
mod older_and_newer;
mod operator_log;
mod orders;
mod pages;
mod profile_and_support;
mod refusals;
mod search_engines;
mod sessions;
mod standalone;
mod start_and_stop;
mod test_shop;

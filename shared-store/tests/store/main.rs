//! The store without a browser: what owner and replicas promise each other.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail the test")]

mod effects;
mod page;
mod roles;
mod run_time_slices;
mod snapshots;
mod time_travel;

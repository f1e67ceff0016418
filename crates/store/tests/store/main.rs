//! The store without a browser: the guarantees of owner and replicas.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail the test")]

mod bridge;
mod effects;
mod javascript;
mod keeps;
mod page;
mod persistence;
mod recovery;
mod roles;
mod run_time_slices;
mod seen;
mod selectors;
mod slices;
mod snapshots;
mod stale_guard;
mod steps;
mod stored_slices;
mod time_travel;

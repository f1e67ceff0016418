//! Views as elements of a page.

mod create;
mod cursor;
mod hole;
mod list;
mod listener;
mod mismatch;
mod parsed;
mod region;

pub(crate) use create::{claim, fill, new_nodes};
pub use mismatch::mismatches;
pub(crate) use region::{Region, move_before, remove};

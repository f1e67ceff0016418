//! Views as elements of a page.

mod create;
mod cursor;
mod hole;
mod list;
mod listener;
mod mismatch;
mod region;

pub(crate) use create::{claim, fill, place_element};
pub(crate) use cursor::Cursor;
pub use mismatch::{mismatches, on_mismatch};
pub(crate) use region::{Region, move_before, remove};

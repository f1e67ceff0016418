//! Views as elements of a page.

mod create;
mod hole;
mod list;
mod listener;
mod region;

pub(crate) use create::{create_element, fill};
pub(crate) use region::{Region, move_before, remove};

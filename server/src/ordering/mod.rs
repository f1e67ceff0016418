//! Orders: placing them, looking at them.

mod place;
mod read;

pub(crate) use place::{Placed, place_order};
pub(crate) use read::{order_of, orders_of};

//! Orders: placing and reading.

mod check;
mod place;
mod read;
mod wanted;

pub(crate) use place::{Placed, place_order};
pub(crate) use read::{order_of, order_of_purchase, orders_of};

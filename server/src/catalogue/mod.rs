//! The products: the embedded catalogue, the database, the list.

mod embedded;
mod listing;
mod read;
mod seed;

pub use embedded::embedded_catalogue;
pub(crate) use embedded::picture;
pub(crate) use listing::{page_of, page_of_ids};
pub(crate) use read::{all_products, is_retired, product};
pub(crate) use seed::{CatalogueProduct, parse, seed};

//! Server data for views: one request for all views of a query, cached by the page's owner and revalidated when stale.
//! `types/federation.d.ts` declares the JavaScript interface.
//!
//! ```ignore
//! let orders = use_query(queries::orders);
//! template(LIST).text("count", move || orders.answer().data.map_or(0, |list| list.orders.len()).to_string())
//! ```

mod observed;
mod resource;
mod use_query;

pub use observed::{Answer, Status};
pub use resource::{Resource, chat, order, orders, product, products, products_with_ids, profile, tickets};
pub use use_query::{Query, listed_product, use_query, use_query_keeping_previous};

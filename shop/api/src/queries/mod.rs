//! Server data for views: one request for all views of a query, cached by the page's owner and revalidated when stale.
//! `types/federation.d.ts` declares the JavaScript interface.
//!
//! ```ignore
//! let orders = use_query(queries::orders);
//! view! { <p>{move || orders.answer().data.map_or(0, |list| list.orders.len())}" orders"</p> }
//! ```

mod api_error;
mod listed_product;
mod resource;

use crate::ApiError;

pub use listed_product::listed_product;
pub use resource::{chat, order, orders, product, products, products_with_ids, profile, tickets};
pub use tarn_query::{Await, use_query, use_query_keeping_previous};

/// A resource of the shop with data of type `T`.
pub type Resource<T> = tarn_query::Resource<T, ApiError>;
/// A query of the shop, observed by a view.
pub type Query<T> = tarn_query::Query<T, ApiError>;
/// The state of a query apart from its data.
pub type Status = tarn_query::Status<ApiError>;
/// The state of a query at one moment.
pub type Answer<T> = tarn_query::Answer<T, ApiError>;

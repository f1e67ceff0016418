//! Products.

use super::page_client::{get, path_with_id};
use crate::ApiError;
use crate::model::{Product, ProductPage, ProductQuery};

/// One page of the product list.
///
/// # Errors
/// `bad_query`, `bad_category`, `bad_sort`, `bad_page`, and those that [all calls](super) share.
pub async fn products(query: &ProductQuery) -> Result<ProductPage, ApiError> {
    get(format!("/api/products{}", query.to_query_string())).await
}

/// One product.
///
/// # Errors
/// `product_unknown`, and those that [all calls](super) share.
pub async fn product(id: &str) -> Result<Product, ApiError> {
    get(path_with_id("/api/products/", id, "")).await
}

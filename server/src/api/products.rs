//! The product list and single products.

use std::collections::HashMap;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use shop_api::model::{Product, ProductPage, ProductQuery, ProductSort};
use shop_api::rules::MAX_QUERY_CHARS;
use shop_limits::MAX_KEPT_PRODUCTS;

use super::path_id::PathId;
use crate::app_state::AppState;
use crate::catalogue::{all_products, is_retired, page_of, page_of_ids, product};
use crate::failure::Failure;

pub(super) async fn list(
    State(state): State<AppState>,
    query: Result<Query<HashMap<String, String>>, QueryRejection>,
) -> Result<Json<ProductPage>, Failure> {
    let Query(mut parameters) = query.map_err(|_| {
        Failure::bad_request(
            "bad_query",
            "The address cannot be read. Please start from the list of products again.",
        )
        .field("query")
    })?;
    if let Some(ids) = parameters.remove("ids") {
        let ids = parse_ids(&ids)?;
        return Ok(Json(page_of_ids(all_products(&state.database).await?, &ids)));
    }
    let query = parse(parameters)?;
    let products = all_products(&state.database).await?;
    let is_known = |slug: &str| products.iter().any(|product| product.category == slug);
    if !query.category.is_empty() && !is_known(&query.category) {
        return Err(Failure::bad_request(
            "bad_category",
            "There is no such category. Please choose one from the list.",
        )
        .field("category"));
    }
    Ok(Json(page_of(products, &query)))
}

pub(super) async fn one(State(state): State<AppState>, PathId(id): PathId) -> Result<Json<Product>, Failure> {
    if let Some(product) = product(&state.database, &id).await? {
        return Ok(Json(product));
    }
    Err(match is_retired(&state.database, &id).await? {
        true => Failure::gone(
            "product_retired",
            "This product is no longer sold. Please look for another one in the list of products.",
        ),
        false => Failure::not_found(
            "product_unknown",
            "There is no such product. Please look for it in the list of products.",
        ),
    })
}

/// Splits a comma-separated list of ids. No product's id contains a comma.
fn parse_ids(ids: &str) -> Result<Vec<&str>, Failure> {
    let ids: Vec<_> = ids.split(',').filter(|id| !id.is_empty()).collect();
    if ids.len() > MAX_KEPT_PRODUCTS {
        let message = format!("Please ask for at most {MAX_KEPT_PRODUCTS} products at once.");
        return Err(Failure::bad_request("bad_ids", message).field("ids"));
    }
    Ok(ids)
}

fn parse(mut parameters: HashMap<String, String>) -> Result<ProductQuery, Failure> {
    let mut take = |name| parameters.remove(name).filter(|value: &String| !value.is_empty());
    let query = take("query").unwrap_or_default();
    if query.chars().count() > MAX_QUERY_CHARS {
        return Err(Failure::bad_request(
            "bad_query",
            format!("Please search with at most {MAX_QUERY_CHARS} characters."),
        )
        .field("query"));
    }
    let sort = match take("sort") {
        None => ProductSort::default(),
        Some(name) => ProductSort::parse(&name).ok_or_else(|| {
            Failure::bad_request("bad_sort", "Please sort by featured, price-asc, price-desc or name.").field("sort")
        })?,
    };
    let page = match take("page") {
        None => 1,
        Some(number) => number
            .parse()
            .ok()
            .filter(|&page| page >= 1)
            .ok_or_else(|| Failure::bad_request("bad_page", "Please ask for a page from 1 on.").field("page"))?,
    };
    Ok(ProductQuery {
        query,
        category: take("category").unwrap_or_default(),
        sort,
        page,
    })
}

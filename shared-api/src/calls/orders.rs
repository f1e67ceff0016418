//! Orders.

use js_sys::{Object, Reflect};

use super::page_client::{decode, encode, get, path_with_id, send};
use crate::ApiError;
use crate::model::{Order, OrderLineRequest, OrderList, OrderRequest};

/// Places an order. With the same key the same lines are ordered once, however often this is
/// called: make a key (8 to 64 characters, a UUID say) per intent to buy and keep it over retries.
///
/// # Errors
/// `empty_order`, `bad_quantity`, `product_unknown`, `out_of_stock`, `idempotency_conflict`, and
/// those that [all calls](super) share.
pub async fn place_order(lines: &[OrderLineRequest], idempotency_key: &str) -> Result<Order, ApiError> {
    let body = encode(&OrderRequest { lines: lines.to_vec() })?;
    let headers = Object::new();
    // Setting a field of a new object cannot fail; without the header the server refuses anyway.
    let _ = Reflect::set(&headers, &"Idempotency-Key".into(), &idempotency_key.into());
    decode(&send("POST", "/api/orders".into(), body, headers.into()).await?)
}

/// The shopper's orders, newest first.
///
/// # Errors
/// Those that [all calls](super) share.
pub async fn orders() -> Result<Vec<Order>, ApiError> {
    get::<OrderList>("/api/orders".into()).await.map(|list| list.orders)
}

/// One order of the shopper.
///
/// # Errors
/// `order_unknown`, and those that [all calls](super) share.
pub async fn order(id: &str) -> Result<Order, ApiError> {
    get(path_with_id("/api/orders/", id, "")).await
}

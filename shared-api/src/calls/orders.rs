//! Placing orders.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::page_client::{answered, decode, encode};
use crate::ApiError;
use crate::model::{Order, OrderLineRequest, OrderRequest};

#[wasm_bindgen(module = "/src/calls/changes.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = placeOrder)]
    fn place(body: JsValue, key: &str) -> Result<Promise, JsValue>;
}

/// Places an order. With the same key the same lines are ordered once, however often this is
/// called: make a key (8 to 64 characters, a UUID say) per intent to buy and keep it over retries.
/// Whoever shows orders or products asks for them again.
///
/// # Errors
/// `empty_order`, `bad_quantity`, `product_unknown`, `out_of_stock`, `idempotency_conflict`, and
/// those that [all calls](super) share.
pub async fn place_order(lines: &[OrderLineRequest], idempotency_key: &str) -> Result<Order, ApiError> {
    let body = encode(&OrderRequest { lines: lines.to_vec() })?;
    decode(&answered(place(body, idempotency_key)).await?)
}

//! Placing orders.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::page_client::{answered, decode, encode};
use crate::ApiError;
use crate::model::{Order, OrderRequest};

#[wasm_bindgen(module = "/src/calls/changes.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = placeOrder)]
    fn place(body: JsValue, key: &str) -> Result<Promise, JsValue>;
}

/// Places the order of a purchase. Idempotent: a repeated call returns the existing order, whatever lines it contains.
/// Queries of orders and products are invalidated.
///
/// # Errors
/// `empty_order`, `too_many_lines` and `bad_quantity`; `product_unknown`, `out_of_stock` and `price_changed`, with the
/// products in [`ApiError::differences`]; and those that [all calls](crate::calls) share.
pub async fn place_order(request: &OrderRequest, purchase_id: &str) -> Result<Order, ApiError> {
    let body = encode(request)?;
    decode(&answered(place(body, purchase_id)).await?)
}

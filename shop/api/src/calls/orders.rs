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

/// Places the order of a purchase. A purchase has one order, however often this is called: the answer to a repeated call is the order
/// that exists, whatever it asks for. Views that show orders or products ask for them again.
///
/// # Errors
/// `empty_order`, `too_many_lines` and `bad_quantity`; `product_unknown`, `out_of_stock` and `price_changed`, with what is different
/// in [`ApiError::differences`]; and those that [all calls](super) share.
pub async fn place_order(request: &OrderRequest, purchase_id: &str) -> Result<Order, ApiError> {
    let body = encode(request)?;
    decode(&answered(place(body, purchase_id)).await?)
}

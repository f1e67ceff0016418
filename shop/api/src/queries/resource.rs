//! The resources of the shop, with their keys in the cache.
//!
//! The keys are `["products", "list", "?page=2"]`, `["products", "ids", "p1,p2"]`, `["products", "item", "p1"]`,
//! `["orders", "list"]`, `["orders", "item", id]`, `["tickets"]`, `["chat"]` and `["profile"]`. Equal keys share one
//! request, in Rust and in JavaScript.

use super::Resource;
use crate::model::{
    ChatLog, Order, OrderList, Product, ProductPage, ProductQuery, TicketList, User, percent_encode_into,
};
use crate::path::path_with_id;
use crate::rules::truncate_id;

/// The time during which products stay fresh, in milliseconds: a return to a list within it sends no request. An order
/// invalidates the products that it changes.
const PRODUCTS_FRESH_MS: u32 = 30_000;

/// Products, which are the same for all users.
fn of_products<T>(kind: &'static str, id: &str, path: String) -> Resource<T> {
    let resource = Resource::new("products", path).kind(kind).id(id);
    resource.public().fresh_for_ms(PRODUCTS_FRESH_MS)
}

/// One page of the product list.
#[must_use]
pub fn products(query: &ProductQuery) -> Resource<ProductPage> {
    let query = query.to_query_string();
    let path = String::from("/api/products") + &query;
    of_products("list", &query, path)
}

/// The products with these ids, on one page. Products that are not sold are missing.
#[must_use]
pub fn products_with_ids(ids: &[String]) -> Resource<ProductPage> {
    let ids = ids.join(",");
    let mut path = String::from("/api/products?ids=");
    percent_encode_into(&mut path, &ids);
    of_products("ids", &ids, path)
}

/// One product.
#[must_use]
pub fn product(id: &str) -> Resource<Product> {
    let id = truncate_id(id);
    of_products("item", id, path_with_id("/api/products/", id, ""))
}

/// The shopper's orders, newest first.
#[must_use]
pub fn orders() -> Resource<OrderList> {
    Resource::new("orders", "/api/orders").kind("list")
}

/// One order of the shopper.
#[must_use]
pub fn order(id: &str) -> Resource<Order> {
    let id = truncate_id(id);
    Resource::new("orders", path_with_id("/api/orders/", id, ""))
        .kind("item")
        .id(id)
}

/// The shopper's tickets, newest first.
#[must_use]
pub fn tickets() -> Resource<TicketList> {
    Resource::new("tickets", "/api/tickets")
}

/// The chat with the shop, oldest message first.
#[must_use]
pub fn chat() -> Resource<ChatLog> {
    Resource::new("chat", "/api/chat")
}

/// The logged-in user.
#[must_use]
pub fn profile() -> Resource<User> {
    Resource::new("profile", "/api/profile")
}

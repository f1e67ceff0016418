//! The resources of the shop, with their keys in the cache.
//!
//! The keys are `["products", "list", "?page=2"]`, `["products", "ids", "p1,p2"]`, `["products", "item", "p1"]`,
//! `["orders", "list"]`, `["orders", "item", id]`, `["tickets"]`, `["chat"]` and `["profile"]`. Equal keys share one
//! request, in Rust and in JavaScript.

use std::marker::PhantomData;

use crate::calls::page_client::path_with_id;
use crate::model::{
    ChatLog, Order, OrderList, Product, ProductPage, ProductQuery, TicketList, User, percent_encode_into,
};
use crate::rules::truncate_id;

/// A resource of the shop with data of type `T`.
pub struct Resource<T> {
    pub(super) endpoint: Endpoint,
    of: PhantomData<fn() -> T>,
}

/// The key and the path of a resource.
pub(super) struct Endpoint {
    pub(super) name: &'static str,
    pub(super) kind: &'static str,
    pub(super) id: String,
    pub(super) path: String,
}

impl Endpoint {
    /// True if all users get the same data, which then survive a logout.
    pub(super) fn is_public(&self) -> bool {
        self.name == "products"
    }
}

fn resource<T>(name: &'static str, kind: &'static str, id: &str, path: String) -> Resource<T> {
    let id = id.to_owned();
    Resource {
        endpoint: Endpoint { name, kind, id, path },
        of: PhantomData,
    }
}

/// One page of the product list.
#[must_use]
pub fn products(query: &ProductQuery) -> Resource<ProductPage> {
    let query = query.to_query_string();
    let path = String::from("/api/products") + &query;
    resource("products", "list", &query, path)
}

/// The products with these ids, on one page. Products that are not sold are missing.
#[must_use]
pub fn products_with_ids(ids: &[String]) -> Resource<ProductPage> {
    let ids = ids.join(",");
    let mut path = String::from("/api/products?ids=");
    percent_encode_into(&mut path, &ids);
    resource("products", "ids", &ids, path)
}

/// One product.
#[must_use]
pub fn product(id: &str) -> Resource<Product> {
    let id = truncate_id(id);
    resource("products", "item", id, path_with_id("/api/products/", id, ""))
}

/// The shopper's orders, newest first.
#[must_use]
pub fn orders() -> Resource<OrderList> {
    resource("orders", "list", "", "/api/orders".into())
}

/// One order of the shopper.
#[must_use]
pub fn order(id: &str) -> Resource<Order> {
    let id = truncate_id(id);
    resource("orders", "item", id, path_with_id("/api/orders/", id, ""))
}

/// The shopper's tickets, newest first.
#[must_use]
pub fn tickets() -> Resource<TicketList> {
    resource("tickets", "", "", "/api/tickets".into())
}

/// The chat with the shop, oldest message first.
#[must_use]
pub fn chat() -> Resource<ChatLog> {
    resource("chat", "", "", "/api/chat".into())
}

/// The logged-in user.
#[must_use]
pub fn profile() -> Resource<User> {
    resource("profile", "", "", "/api/profile".into())
}

//! The components of this remote, on a native page with a store and server data of their own.

mod add_to_cart_button;
mod detail;
mod list;
mod rendered;
mod search;
mod wishlist;

use shared_store::CartState;
use shop_api::model::ProductQuery;
use shop_props::{ProductDetailProps, ProductListProps};
use shop_testing::Shop;
use tarn_federation::testing::Exposed;
use tarn_view::view;

use crate::product_detail::ProductDetail;
use crate::product_list::ProductList;

/// The product list at an address with this query string.
fn show_list(shop: &Shop, query: &str) -> Exposed<ProductListProps> {
    shop.mount(|props| view! { <ProductList props/> }, list_props(shop, query))
}

fn list_props(shop: &Shop, query: &str) -> ProductListProps {
    ProductListProps {
        handle_navigate: shop.addresses.callback(),
        on_show_toast: Some(shop.toasts.callback()),
        query: query.into(),
        handle_replace: None,
    }
}

/// The page of a product.
fn show_detail(shop: &Shop, product_id: &str) -> Exposed<ProductDetailProps> {
    shop.mount(|props| view! { <ProductDetail props/> }, detail_props(shop, product_id))
}

fn detail_props(shop: &Shop, product_id: &str) -> ProductDetailProps {
    ProductDetailProps {
        product_id: product_id.into(),
        handle_navigate: shop.addresses.callback(),
        on_show_toast: Some(shop.toasts.callback()),
        on_subject: None,
    }
}

/// The first page of all products.
fn everything() -> ProductQuery {
    ProductQuery::default()
}

/// The ids and quantities in the cart.
fn cart(shop: &Shop) -> Vec<(String, u32)> {
    let of_line = |line: &shared_store::CartLine| (line.product_id.clone(), line.quantity);
    shop.store
        .select(|cart: &CartState| cart.lines.iter().map(of_line).collect())
}

//! The products remote: the catalogue, one product, and the button that adds it to the cart.
#![cfg(target_arch = "wasm32")]

mod add_to_cart;
mod add_to_cart_button;
mod address;
mod heart;
mod list_cards;
mod list_toolbar;
mod listing;
mod product_card;
mod product_detail;
mod product_facts;
mod product_list;
mod product_loading;
mod quantity_stepper;
mod recent_lists;
mod stock;

use small_allocator as _;

federation::expose! {
    "products",
    provide: shared_store::provide_store,
    "ProductList" => product_list::product_list,
    "ProductDetail" => product_detail::product_detail,
    "AddToCartButton" => add_to_cart_button::add_to_cart_button,
}

//! The products remote: the catalogue, one product, and the button that adds it to the cart.

mod add_to_cart;
mod add_to_cart_button;
mod address;
#[cfg(any(debug_assertions, feature = "crash-switch"))]
mod crash_switch;
mod heart;
mod kept_list;
mod list_content;
mod list_navigation;
mod list_toolbar;
mod listing;
mod paging;
mod parameters;
mod product_card;
mod product_detail;
mod product_facts;
mod product_list;
mod product_loading;
mod quantity_stepper;
mod stock;

#[cfg(test)]
mod tests;

use tarn_small_allocator as _;

#[cfg(any(debug_assertions, feature = "crash-switch"))]
use crash_switch::provide;
#[cfg(not(any(debug_assertions, feature = "crash-switch")))]
use shared_store::provide_store as provide;

tarn_federation::expose! {
    "products",
    provide: provide,
    shop_props::PRODUCT_LIST => product_list::ProductList,
    shop_props::PRODUCT_DETAIL => product_detail::ProductDetail,
    shop_props::ADD_TO_CART_BUTTON => add_to_cart_button::AddToCartButton,
}

//! The products remote: the catalogue, one product, and the button that adds it to the cart.
//!
//! # Data flow
//!
//! Data flows one way. The views show state and change none:
//!
//! ```text
//! address --> props --> query --> state --> view
//!    ^                                       |
//!    +----- link, or handle_navigate --------+
//! ```
//!
//! The host reads the address and passes its parts as props. A component makes a query of them, which the page's cache
//! answers, and the state from the answer. A link or a control leads to another address. Hearts and "Add" buttons dispatch
//! actions to the page's store instead, which other remotes follow, too.
//!
//! # Reading order
//!
//! 1. `product_list`: the component at `/products`. Catalogue or wishlist?
//! 2. `address`, then `listing`: from the query string to the state of the catalogue.
//! 3. `list_content`, then `product_card`: from the state to the cards.
//! 4. `list_toolbar`, `list_navigation`, `paging`: from the controls to the next address.
//! 5. `add_to_cart` and `heart`: the actions.
//! 6. `kept_list`: the wishlist, from the same parts.
//! 7. `product_detail`, `product_loading`, `product_facts`, `quantity_stepper`: the component at `/product/:id`.
//! 8. `add_to_cart_button`: the component for pages of other remotes.
//! 9. `head`: what a server writes into the head of the document.
//! 10. `tests`: each state, without a browser.

mod add_to_cart;
mod add_to_cart_button;
mod address;
#[cfg(any(debug_assertions, feature = "crash-switch"))]
mod crash_switch;
mod head;
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

//! The cart remote: the cart page and the mini cart of the header.

mod cart_line;
mod cart_page;
mod deselected;
mod focus;
mod hand_off;
mod line;
mod line_editor;
mod mini_cart;
mod pieces;
mod quantity;
mod removed;
mod stepper;
mod summary;
mod thumb;

#[cfg(test)]
mod tests;

use tarn_small_allocator as _;

tarn_federation::expose! {
    "cart",
    provide: shared_store::provide_store,
    shop_props::CART_PAGE => cart_page::CartPage,
    shop_props::MINI_CART_PREVIEW => mini_cart::MiniCartPreview,
}

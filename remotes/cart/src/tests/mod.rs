//! The components of this remote, on a native page with a store of their own.

mod cart_lines;
mod cart_page;
mod checkout;
mod mini_cart;
mod removed_lines;

use shop_props::{CartPageProps, MiniCartPreviewProps};
use shop_testing::Shop;
use tarn_federation::Callback;
use tarn_federation::testing::{Exposed, Recorder};
use tarn_view::view;

use crate::cart_page::CartPage;
use crate::mini_cart::MiniCartPreview;

/// The cart page in this shop.
fn show(shop: &Shop) -> Exposed<CartPageProps> {
    shop.mount(|props| view! { <CartPage props/> }, props(shop))
}

/// The props of the cart page.
fn props(shop: &Shop) -> CartPageProps {
    CartPageProps {
        handle_navigate: shop.addresses.callback(),
        on_go_to_payment: Callback::new(|()| {}),
        on_selected_items_change: None,
        on_show_toast: Some(shop.toasts.callback()),
    }
}

/// The mini cart in this shop.
fn show_mini_cart(shop: &Shop) -> Exposed<MiniCartPreviewProps> {
    let props = MiniCartPreviewProps {
        handle_navigate: shop.addresses.callback(),
    };
    shop.mount(|props| view! { <MiniCartPreview props/> }, props)
}

/// The cart page, the ids of the selected products at each change, and the presses of the checkout button.
fn show_with_selection(shop: &Shop) -> (Exposed<CartPageProps>, Recorder<Vec<String>>, Recorder<()>) {
    let (selections, checkouts) = (Recorder::new(), Recorder::new());
    let props = CartPageProps {
        on_go_to_payment: checkouts.callback(),
        on_selected_items_change: Some(selections.callback()),
        ..props(shop)
    };
    (
        shop.mount(|props| view! { <CartPage props/> }, props),
        selections,
        checkouts,
    )
}

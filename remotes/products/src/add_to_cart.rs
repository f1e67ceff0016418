//! Adding a product to the cart.
//!
//! The action goes to the store of the page, which the cart and the header's badge follow. No view of this remote changes.

use std::rc::Rc;

use shared_store::{CartAction, CartLine, use_dispatch};
use shop_api::model::Product;
use tarn_federation::Callback;

/// Adds pieces of a product to the cart and tells the shopper.
pub(crate) type AddToCart = Rc<dyn Fn(&Product, u32)>;

/// Adds to the cart of the page's store. The toast callback is read from the component's props at each call.
pub(crate) fn use_add_to_cart(on_show_toast: impl Fn() -> Option<Callback<String>> + 'static) -> AddToCart {
    let dispatch = use_dispatch();
    Rc::new(move |product, quantity| {
        let message = match dispatch(CartAction::AddToCart(line_of(product, quantity))) {
            Ok(()) => added(product, quantity),
            Err(rejected) => rejected.message,
        };
        // A host without toasts still updates the cart's badge.
        if let Some(show) = on_show_toast() {
            show.call(&message);
        }
    })
}

/// The line that the cart gets.
fn line_of(product: &Product, quantity: u32) -> CartLine {
    CartLine {
        product_id: product.id.clone(),
        name: product.name.clone(),
        price_cents: product.price_cents,
        quantity,
        image: product.image.clone(),
    }
}

/// "Kettle was added to your cart."
fn added(product: &Product, quantity: u32) -> String {
    match quantity {
        1 => product.name.clone() + " was added to your cart.",
        _ => quantity.to_string() + " of " + &product.name + " were added to your cart.",
    }
}

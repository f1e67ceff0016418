//! Adding a product to the cart.

use federation::Callback;
use leptos::prelude::*;
use shared_api::model::Product;
use shared_store::{CartAction, CartLine, Store, use_store};

/// Adds products to the cart and tells the shopper.
#[derive(Clone, Copy)]
pub(crate) struct AddToCart {
    store: StoredValue<Store, LocalStorage>,
    on_show_toast: Signal<Option<Callback<String>>>,
}

impl AddToCart {
    /// To the cart of the page's store, with the toast of the mounted component's props.
    pub(crate) fn new(on_show_toast: Signal<Option<Callback<String>>>) -> Self {
        Self {
            store: StoredValue::new_local(use_store()),
            on_show_toast,
        }
    }

    /// Adds pieces of a product. Changes nothing in the view from which it is called.
    pub(crate) fn add(self, product: &Product, quantity: u32) {
        let line = CartLine {
            product_id: product.id.clone(),
            name: product.name.clone(),
            price_cents: product.price_cents,
            quantity,
            image: product.image.clone(),
        };
        // Cloned out, so that nothing of this instance is held while the call is in the host's.
        let store = self.store.get_value();
        let message = match store.dispatch(CartAction::AddToCart(line)) {
            Ok(()) => product.name.clone() + " is in your cart",
            Err(rejected) => rejected.message,
        };
        match self.on_show_toast.get_untracked() {
            Some(show) => show.call(&message),
            None => web_sys::console::info_1(&message.into()),
        }
    }
}

//! `AddToCartButton`: a button that adds one piece of a product, for use in any page.

use leptos::prelude::*;
use shared_store::Selected;
use shop_ui::LoadFailure;
use tarn_view::{Show, view};

use crate::add_to_cart::use_add_to_cart;
use crate::product_loading::use_product;

/// The button. It loads the product itself and is disabled until then.
#[component]
pub(crate) fn AddToCartButton(props: ReadSignal<shop_props::AddToCartButtonProps>) -> impl IntoView {
    let id = Selected::new(move || props.with(|props| props.product_id.clone()));
    let loading = use_product(id);
    let add_to_cart = use_add_to_cart(move || props.get_untracked().on_show_toast);
    let stock = move || loading.now().product.as_ref().map(|product| product.stock);
    let add = move |_| {
        if let Some(product) = &loading.now_untracked().product {
            add_to_cart(product, 1);
        }
    };
    view! {
        <div>
            <button
                class="button button-primary" type="button" data-testid="add-to-cart"
                disabled=move || stock().unwrap_or(0) == 0 aria-busy=move || loading.now().is_loading()
                on:click=add
            >
                {move || if stock() == Some(0) { "Sold out" } else { "Add to cart" }}
            </button>
            <Show when=move || loading.now().has_failed><LoadFailure query=loading.status()/></Show>
        </div>
    }
}

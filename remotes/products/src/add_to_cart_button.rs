//! `AddToCartButton`: adds one piece of one product, wherever that is shown.

use leptos::prelude::*;
use remote_props::AddToCartButtonProps;

use crate::add_to_cart::AddToCart;
use crate::erased::click;
use crate::load_failure::LoadFailure;
use crate::product_loading::ProductLoading;

/// The button. It loads the product by itself, and can be pressed as soon as that is there.
pub(crate) fn add_to_cart_button(props: ReadSignal<AddToCartButtonProps>) -> impl IntoView {
    let loading = ProductLoading::follow(Memo::new(move |_| props.with(|props| props.product_id.clone())));
    let cart = AddToCart::new(Signal::derive(move || props.with(|props| props.on_show_toast.clone())));
    let product = loading.product;
    let can_be_added = move || product.with(|product| product.as_ref().is_some_and(|product| product.stock > 0));
    let is_sold_out = move || product.with(|product| product.as_ref().is_some_and(|product| product.stock == 0));
    let is_waiting = move || product.with(Option::is_none) && loading.failure.with(Option::is_none);
    let add = move |_| {
        if let Some(product) = product.get_untracked() {
            cart.add(&product, 1);
        }
    };
    view! {
        <button
            class="button button-primary"
            type="button"
            data-testid="add-to-cart"
            disabled=Signal::derive(move || !can_be_added())
            aria-busy=Signal::derive(move || is_waiting().to_string())
            on:click=click(add)
        >
            {Signal::derive(move || String::from(match is_sold_out() {
                true => "Sold out",
                false => "Add to cart",
            }))}
        </button>
        <LoadFailure
            failure=loading.failure
            is_loading=loading.is_loading.into()
            retry=Callback::new(move |()| loading.load())
        />
    }
}

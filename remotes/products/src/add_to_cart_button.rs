//! `AddToCartButton`: a button that adds one piece of a product, for use in any page.

use leptos::prelude::*;
use shared_store::Selected;
use shop_props::AddToCartButtonProps;
use tarn_html_template::template;

use crate::add_to_cart::use_add_to_cart;
use crate::product_loading::ProductLoading;

const BUTTON: &str = r#"<div>
    <button class="button button-primary" type="button" data-testid="add-to-cart" data-part="add"></button>
    <div data-part="failure"></div>
</div>"#;

/// The button. It loads the product itself and is disabled until then.
pub(crate) fn add_to_cart_button(props: ReadSignal<AddToCartButtonProps>) -> impl IntoView {
    let loading = ProductLoading::follow(Selected::new(move || props.with(|props| props.product_id.clone())));
    let add_to_cart = use_add_to_cart(move || props.get_untracked().on_show_toast);
    let stock = move || loading.now().product.as_ref().map(|product| product.stock);
    template(BUTTON)
        .text("add", move || {
            String::from(match stock() {
                Some(0) => "Sold out",
                _ => "Add to cart",
            })
        })
        .flag("add", "disabled", move || stock().unwrap_or(0) == 0)
        .attr("add", "aria-busy", move || {
            let now = loading.now();
            Some((now.product.is_none() && now.failure.is_none()).to_string())
        })
        .on("add", "click", move |_| {
            if let Some(product) = &loading.now_untracked().product {
                add_to_cart(product, 1);
            }
        })
        .show(
            "failure",
            move || loading.now().failure.as_ref().map(|_| String::new()),
            move |_| loading.failure_notice(),
        )
}

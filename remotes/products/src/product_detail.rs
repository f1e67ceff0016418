//! `ProductDetail`: one product.

use leptos::prelude::*;
use shared_store::Selected;
use shop_props::{ProductDetailProps, Subject};
use tarn_html_template::{Template, follow_later, template};

use crate::add_to_cart::{AddToCart, use_add_to_cart};
use crate::product_facts::{FACTS_SKELETON, product_facts};
use crate::product_loading::ProductLoading;
use crate::quantity_stepper::Quantity;

const PAGE: &str = r#"<div class="page" data-part="page"></div>"#;

const BACK: &str = r#"<a class="back-link" href="/products">All products</a>"#;

const CONTENT: &str = r#"<div class="stack" data-part="content"></div>"#;

const UNKNOWN: &str = r#"<div class="empty-state" data-testid="product-unknown" role="status">
    <h1 class="page-title">There is no such product</h1>
    <p>The address may be mistyped, or we no longer sell it.</p>
    <a class="button button-primary" href="/products">See all products</a>
</div>"#;

/// The product that the props name. A changed id loads the new product into the same view.
pub(crate) fn product_detail(props: ReadSignal<ProductDetailProps>) -> impl IntoView {
    let id = Selected::new(move || props.with(|props| props.product_id.clone()));
    let loading = ProductLoading::follow(id);
    let add_to_cart = use_add_to_cart(move || props.get_untracked().on_show_toast);
    let quantity = Quantity::new();
    tell_subject(props, id, loading);
    template(PAGE)
        .follow(move || {
            id.track();
            quantity.set(1);
        })
        .each(
            "page",
            move || match loading.now().is_unknown {
                true => vec!["unknown".into()],
                false => vec!["back".into(), "content".into()],
            },
            move |part| match part {
                "unknown" => template(UNKNOWN),
                "back" => template(BACK),
                _ => content(loading, quantity, add_to_cart.clone()),
            },
        )
}

/// Passes the product's title and description to the host.
fn tell_subject(props: ReadSignal<ProductDetailProps>, id: Selected<String>, loading: ProductLoading) {
    follow_later(move || {
        let id = id.get();
        let now = loading.now();
        let Some(product) = now.product.as_ref().filter(|product| product.id == id) else {
            return;
        };
        // The props are not borrowed during the call, because the host may set new props in it.
        if let Some(tell) = props.get_untracked().on_subject {
            tell.call(&Subject {
                title: product.name.clone(),
                description: product.summary.clone(),
            });
        }
    });
}

fn content(loading: ProductLoading, quantity: Quantity, add_to_cart: AddToCart) -> Template {
    template(CONTENT).each(
        "content",
        move || {
            let now = loading.now();
            let mut parts = Vec::new();
            if now.failure.is_some() {
                parts.push("failure".into());
            }
            if now.product.is_some() {
                parts.push("facts".into());
            } else if now.failure.is_none() {
                parts.push("skeleton".into());
            }
            parts
        },
        move |part| match part {
            "failure" => loading.failure_notice(),
            "facts" => product_facts(loading, quantity, add_to_cart.clone()),
            _ => template(FACTS_SKELETON),
        },
    )
}

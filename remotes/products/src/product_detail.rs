//! `ProductDetail`: one product, with the quantity to add to the cart.

use leptos::prelude::*;
use shared_store::Selected;
use shop_props::Subject;
use shop_ui::LoadFailure;
use tarn_view::{Show, follow, follow_later, view};

use crate::add_to_cart::{AddToCart, use_add_to_cart};
use crate::head::describe_unknown;
use crate::product_facts::{FactsSkeleton, ProductFacts};
use crate::product_loading::{ProductLoading, use_product};
use crate::quantity_stepper::Quantity;

/// The product that the props name, or a notice that there is none. A changed id loads the new product into the same view.
#[component]
pub(crate) fn ProductDetail(props: ReadSignal<shop_props::ProductDetailProps>) -> impl IntoView {
    let id = Selected::new(move || props.with(|props| props.product_id.clone()));
    let loading = use_product(id);
    let add_to_cart = use_add_to_cart(move || props.get_untracked().on_show_toast);
    let quantity = Quantity::new();
    tell_subject(props, id, loading);
    // Another product begins with one piece.
    follow(move || {
        id.track();
        quantity.set(1);
    });
    view! {
        <div class="page">
            <Show when=move || !loading.now().is_unknown fallback=|| view! { <UnknownProduct/> }>
                <a class="back-link" href="/products">"All products"</a>
                <Content loading quantity add_to_cart=add_to_cart.clone()/>
            </Show>
        </div>
    }
}

/// The failure, if any, and the product or its skeleton.
#[component]
fn Content(loading: ProductLoading, quantity: Quantity, add_to_cart: AddToCart) -> impl IntoView {
    view! {
        <div class="stack">
            <Show when=move || loading.now().has_failed><LoadFailure query=loading.status()/></Show>
            <Show when=move || loading.now().product.is_some()>
                <ProductFacts loading quantity add_to_cart=add_to_cart.clone()/>
            </Show>
            <Show when=move || loading.now().is_loading()><FactsSkeleton/></Show>
        </div>
    }
}

/// Shown for an id that the shop does not have.
#[component]
fn UnknownProduct() -> impl IntoView {
    describe_unknown();
    view! {
        <div class="empty-state" data-testid="product-unknown" role="status">
            <h1 class="page-title">"There is no such product"</h1>
            <p>"The address may be mistyped, or we no longer sell it."</p>
            <a class="button button-primary" href="/products">"See all products"</a>
        </div>
    }
}

/// Passes the product's title and description to the host, which shows them in the document's head.
fn tell_subject(props: ReadSignal<shop_props::ProductDetailProps>, id: Selected<String>, loading: ProductLoading) {
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

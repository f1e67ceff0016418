//! `ProductDetail`: one product.

use leptos::prelude::*;
use remote_props::ProductDetailProps;

use crate::add_to_cart::AddToCart;
use crate::erased::{part, still};
use crate::load_failure::LoadFailure;
use crate::product_facts::{FACTS_SKELETON, ProductFacts};
use crate::product_loading::{ProductLoading, is_unknown};

const UNKNOWN: &str = "<div class=page><div class=empty-state data-testid=product-unknown role=status>\
<h1 class=page-title>There is no such product</h1><p>The address may be mistyped, or we no longer sell it.</p>\
<a class='button button-primary' href=/products>See all products</a></div></div>";

/// The product that the props name; when they name another one, that one, in place.
pub(crate) fn product_detail(props: ReadSignal<ProductDetailProps>) -> impl IntoView {
    let id = Memo::new(move |_| props.with(|props| props.product_id.clone()));
    let loading = ProductLoading::follow(id);
    let cart = AddToCart::new(Signal::derive(move || props.with(|props| props.on_show_toast.clone())));
    let quantity = RwSignal::new(1);
    Effect::new(move |_| {
        id.track();
        quantity.set(1);
    });
    let unknown = Memo::new(move |_| loading.failure.with(|failure| failure.as_ref().is_some_and(is_unknown)));
    let is_failed = Memo::new(move |_| loading.failure.with(Option::is_some));
    part(move || match unknown.get() {
        true => still(UNKNOWN),
        false => view! {
            <div class="page">
                <a class="back-link" href="/products">"All products"</a>
                <div class="stack">
                    <LoadFailure
                        failure=loading.failure
                        is_loading=loading.is_loading.into()
                        retry=Callback::new(move |()| loading.load())
                    />
                    {part(move || match loading.product.get() {
                        Some(product) => view! { <ProductFacts product quantity cart/> }.into_any(),
                        None if is_failed.get() => ().into_any(),
                        None => still(FACTS_SKELETON),
                    })}
                </div>
            </div>
        }
        .into_any(),
    })
}

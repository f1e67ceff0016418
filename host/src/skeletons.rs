//! What holds a page's place while its remote loads.

use leptos::prelude::*;

pub(crate) fn page_skeleton() -> AnyView {
    view! {
        <div class="page stack" role="status" aria-busy="true" aria-label="Loading the page">
            <div class="skeleton skeleton-line short"></div>
            <div class="skeleton skeleton-block"></div>
            <div class="skeleton skeleton-block"></div>
        </div>
    }
    .into_any()
}

pub(crate) fn cards_skeleton() -> AnyView {
    let card = |_| {
        view! {
            <li class="product-card">
                <div class="picture skeleton"></div>
                <div class="skeleton skeleton-line"></div>
                <div class="skeleton skeleton-line short"></div>
            </li>
        }
    };
    view! {
        <div class="page stack" role="status" aria-busy="true" aria-label="Loading the products">
            <div class="skeleton skeleton-line short"></div>
            <ul class="grid-products" aria-hidden="true">{(0..8).map(card).collect_view()}</ul>
        </div>
    }
    .into_any()
}

//! The page for an unknown address.

use leptos::prelude::*;
use tarn_view::view;

#[component]
pub(crate) fn NotFound() -> impl IntoView {
    document().set_title("Page not found · Tarn");
    view! {
        <div class="page not-found" data-testid="not-found">
            <h1 class="page-title">"This page does not exist"</h1>
            <p class="page-lead">"The address may be mistyped, or the page has moved."</p>
            <p class="row">
                <a class="button button-primary" href="/products">"See the products"</a>
                <a class="button" href="/">"Back to the start"</a>
            </p>
        </div>
    }
}

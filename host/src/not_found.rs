//! The page for an unknown address.

use leptos::prelude::*;
use tarn_federation::{Head, set_head};
use tarn_view::view;

const TITLE: &str = "Page not found · Tarn";

#[component]
pub(crate) fn NotFound() -> impl IntoView {
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    document().set_title(TITLE);
    set_head(|| Head {
        title: Some(TITLE.to_owned()),
        status: Some(404),
        ..Head::default()
    });
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

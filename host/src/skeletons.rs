//! Skeletons: placeholders while a remote loads.

use leptos::prelude::*;
use tarn_view::{View, view};

/// The number of cards that fill a first screen.
const CARDS: usize = 8;

#[component]
pub(crate) fn PageSkeleton() -> impl IntoView {
    view! {
        <div class="page stack" role="status" aria-busy="true" aria-label="Loading the page">
            <div class="skeleton skeleton-line short"></div>
            <div class="skeleton skeleton-block"></div>
            <div class="skeleton skeleton-block"></div>
        </div>
    }
}

#[component]
pub(crate) fn CardsSkeleton() -> impl IntoView {
    let cards: Vec<View> = (0..CARDS).map(|_| view! { <CardSkeleton/> }).collect();
    view! {
        <div class="page stack" role="status" aria-busy="true" aria-label="Loading the products">
            <div class="skeleton skeleton-line short"></div>
            <ul class="grid-products" aria-hidden="true">{cards}</ul>
        </div>
    }
}

#[component]
fn CardSkeleton() -> impl IntoView {
    view! {
        <li class="product-card">
            <div class="picture skeleton"></div>
            <div class="skeleton skeleton-line"></div>
            <div class="skeleton skeleton-line short"></div>
        </li>
    }
}

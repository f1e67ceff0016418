//! The content of the list: its cards, or why there are none.
//!
//! [`ListContent`] decides by the state of the list what is shown. A failed refresh keeps the cards.

use leptos::prelude::*;
use shared_store::{select_locale, use_selector};
use shop_ui::LoadFailure;
use tarn_view::{For, Show, view};

use crate::add_to_cart::AddToCart;
use crate::heart::use_wishlist;
use crate::listing::{Listing, Progress};
use crate::product_card::{CardKey, CardSkeleton, ProductCard};

/// The number of products on a full page.
const PAGE_SIZE: usize = 24;

/// The number of cards in the first row of a wide window.
const FIRST_ROW: usize = 4;

/// The failure, if any, and the cards, the empty state or the skeleton.
#[component]
pub(crate) fn ListContent(listing: Listing, add_to_cart: AddToCart) -> impl IntoView {
    view! {
        <div class="stack">
            <Show when=move || listing.now().has_failed><LoadFailure query=listing.status()/></Show>
            <Show when=move || listing.now().is_empty()><NoMatch/></Show>
            <Show when=move || listing.now().has_products()><ProductCards listing add_to_cart=add_to_cart.clone()/></Show>
            <Show when=move || listing.now().is_loading()><ListSkeleton/></Show>
        </div>
    }
}

/// The products, which stay while the next page loads. A card moves with its product.
#[component]
fn ProductCards(listing: Listing, add_to_cart: AddToCart) -> impl IntoView {
    let locale = use_selector(select_locale);
    let has_wishlist = use_wishlist();
    let is_busy = move || listing.now().progress == Progress::Replacing;
    let numbered = move || listing.now().products().iter().cloned().enumerate().collect::<Vec<_>>();
    view! {
        <ul class="grid-products products-grid" aria-label="Products" aria-busy=is_busy>
            <For each=numbered key=|(_, product)| CardKey::of(product) let((index, product))>
                <ProductCard
                    product locale add_to_cart=add_to_cart.clone() has_wishlist is_in_first_row={index < FIRST_ROW}
                />
            </For>
        </ul>
    }
}

/// The empty state: no product matches the search.
#[component]
fn NoMatch() -> impl IntoView {
    view! {
        <div class="empty-state" data-testid="products-empty">
            <h2>"Nothing found"</h2>
            <p>"Try other words, or look through everything that we have."</p>
            <a class="button button-primary" href="/products">"Show all products"</a>
        </div>
    }
}

/// The skeleton of a full page. Without JavaScript it stays: the API has failed, or the list has no such page.
#[component]
pub(crate) fn ListSkeleton() -> impl IntoView {
    let cards: Vec<_> = (0..PAGE_SIZE).map(|_| view! { <CardSkeleton/> }).collect();
    view! {
        <p class="only-without-scripts">"Nothing can be shown here at the moment. "<a href="/products">"Show all products"</a></p>
        <div role="status" aria-busy="true" aria-label="Loading the products">
            <ul class="grid-products" aria-hidden="true">{cards}</ul>
        </div>
    }
}

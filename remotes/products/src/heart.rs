//! The heart on a product: toggles its wishlist entry.

use leptos::prelude::*;
use shared_store::{use_dispatch, use_selector, use_store};
use shop_wishlist::{WishlistState, select_is_in_wishlist, toggle};
use tarn_view::view;

/// Registers the wishlist's slice with the store, before a view selects from it. False if the slice is not available: the
/// shop then shows no hearts, and the owner logs the reason in the console.
pub(crate) fn use_wishlist() -> bool {
    use_store().register_slice::<WishlistState>(|| {}).is_ok()
}

/// The heart of the product with this id.
#[component]
pub(crate) fn Heart(id: String, label: String) -> impl IntoView {
    let kept_id = id.clone();
    let is_kept = use_selector(move |wishlist: &WishlistState| select_is_in_wishlist(wishlist, &kept_id));
    let dispatch = use_dispatch();
    let press = move |_| {
        // The owner records refusals; the heart then stays unchanged.
        let _ = dispatch(toggle(is_kept.get_untracked(), &id));
    };
    view! {
        <button
            class="heart" type="button" data-testid="wishlist-toggle" aria-label=label
            aria-pressed=move || is_kept.get() on:click=press
        ></button>
    }
}

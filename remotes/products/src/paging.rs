//! The links between the pages of the list.

use leptos::prelude::*;
use shop_api::model::ProductQuery;
use tarn_view::{Show, view};

use crate::address::address_of;
use crate::listing::Listing;

/// Links to the previous and the next page. `on_turn` is called when one is pressed.
#[component]
pub(crate) fn Paging<T: Fn() + Copy + 'static>(listing: Listing, on_turn: T) -> impl IntoView {
    let page = move || listing.now().shown.as_ref().map_or(1, |listed| listed.query.page);
    let pages = move || listing.now().shown.as_ref().map_or(1, |listed| listed.page.pages);
    view! {
        <nav class="products-paging" aria-label="Pages" hidden=move || pages() == 1>
            <Show when=move || pages() != 1>
                <Show when={move || page() > 1}>
                    <a
                        class="button" rel="prev" data-testid="prev-page"
                        href=move || address_of_page(listing, |page| page.saturating_sub(1)) on:click=move |_| on_turn()
                    >"Previous"</a>
                </Show>
                <span>"Page "{page}" of "{pages}</span>
                <Show when={move || page() < pages()}>
                    <a
                        class="button" rel="next" data-testid="next-page"
                        href=move || address_of_page(listing, |page| page + 1) on:click=move |_| on_turn()
                    >"Next"</a>
                </Show>
            </Show>
        </nav>
    }
}

/// The address of the page that `turn` makes of the displayed one.
fn address_of_page(listing: Listing, turn: fn(u32) -> u32) -> Option<String> {
    let now = listing.now();
    let query = &now.shown.as_ref()?.query;
    Some(address_of(&ProductQuery {
        page: turn(query.page),
        ..query.clone()
    }))
}

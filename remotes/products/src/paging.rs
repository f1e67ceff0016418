//! The links between the pages of the list.

use leptos::prelude::*;
use shop_api::model::ProductQuery;
use tarn_view::{Show, view};

use crate::address::address_of;
use crate::listing::Listing;

/// Links to the previous and the next page. `on_turn` is called when one is pressed.
#[component]
pub(crate) fn Paging<T: Fn() + Copy + 'static>(listing: Listing, on_turn: T) -> impl IntoView {
    // The present page and the number of pages.
    let place = move || {
        let now = listing.now();
        let listed = now.shown.as_ref();
        listed.map_or((1, 1), |listed| (listed.query.page, listed.page.pages))
    };
    // Function pointers give all conditions one type, which keeps the code small.
    let when = move |is: fn(u32, u32) -> bool| {
        move || {
            let (page, pages) = place();
            is(page, pages)
        }
    };
    view! {
        <nav class="products-paging" aria-label="Pages" hidden=when(|_, pages| pages == 1)>
            <Show when=when(|_, pages| pages != 1)>
                <Show when={when(|page, _| page > 1)}>
                    <a
                        class="button" rel="prev" data-testid="prev-page"
                        href=move || address_of_page(listing, |page| page.saturating_sub(1)) on:click=move |_| on_turn()
                    >"Previous"</a>
                </Show>
                <span>"Page "{move || place().0}" of "{move || place().1}</span>
                <Show when={when(|page, pages| page < pages)}>
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

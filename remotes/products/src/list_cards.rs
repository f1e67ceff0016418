//! The products of the list, and the way to its other pages.

use leptos::prelude::*;
use shared_api::model::{Product, ProductQuery};

use crate::add_to_cart::AddToCart;
use crate::address::address_of;
use crate::erased::{click, part, still};
use crate::listing::{Listing, Progress};
use crate::product_card::{CARD_SKELETON, ProductCard};

/// How many products a full page has.
const PAGE_SIZE: usize = 24;

const NO_MATCH: &str = "<div class=empty-state data-testid=products-empty><h2>Nothing found</h2>\
<p>Try other words, or look through everything that we have.</p>\
<a class='button button-primary' href=/products>Show all products</a></div>";

/// Which of these is shown; the cards themselves come and go within one of them.
#[derive(Clone, Copy, PartialEq)]
enum Content {
    Nothing,
    Skeleton,
    NoMatch,
    Cards,
}

#[component]
pub(crate) fn ListContent(listing: Listing, cart: AddToCart) -> impl IntoView {
    let content = Memo::new(move |_| {
        listing.shown.with(|shown| match shown {
            Some(listed) if listed.page.total == 0 => Content::NoMatch,
            Some(_) => Content::Cards,
            None if listing.failure.with(Option::is_some) => Content::Nothing,
            None => Content::Skeleton,
        })
    });
    part(move || match content.get() {
        Content::Nothing => ().into_any(),
        Content::Skeleton => skeleton(),
        Content::NoMatch => still(NO_MATCH),
        Content::Cards => view! { <Cards listing cart/> }.into_any(),
    })
}

fn skeleton() -> AnyView {
    let mut html = String::from(
        "<div role=status aria-busy=true aria-label='Loading the products'><ul class=grid-products aria-hidden=true>",
    );
    html.push_str(&CARD_SKELETON.repeat(PAGE_SIZE));
    html.push_str("</ul></div>");
    still(html)
}

#[component]
fn Cards(listing: Listing, cart: AddToCart) -> impl IntoView {
    let products = move || {
        listing.shown.with(|shown| {
            let products = shown.iter().flat_map(|listed| &listed.page.items);
            products.cloned().enumerate().collect::<Vec<_>>()
        })
    };
    let is_busy = Signal::derive(move || (listing.progress.get() == Progress::Replacing).to_string());
    view! {
        <ul class="grid-products products-grid" aria-label="Products" aria-busy=is_busy>
            <For each=products key=|(_, product)| what_a_card_shows(product) let((index, product))>
                <ProductCard index product cart/>
            </For>
        </ul>
    }
}

/// A card is made anew when one of these changed.
fn what_a_card_shows(product: &Product) -> (String, String, u32, u32) {
    (
        product.id.clone(),
        product.name.clone(),
        product.price_cents,
        product.stock,
    )
}

/// Links to the page before and after. `on_turn` is called when one is taken.
#[component]
pub(crate) fn Paging(listing: Listing, on_turn: Callback<()>) -> impl IntoView {
    let link = move |query: &ProductQuery, page, rel, test_id, text| {
        let href = address_of(&ProductQuery { page, ..query.clone() });
        view! {
            <a class="button" href=href rel=rel data-testid=test_id on:click=click(move |_| on_turn.run(()))>{text}</a>
        }
    };
    part(move || {
        let Some(listed) = listing.shown.get() else {
            return ().into_any();
        };
        let (query, pages) = (&listed.query, listed.page.pages);
        let page = query.page;
        if pages == 1 {
            return ().into_any();
        }
        view! {
            <nav class="products-paging" aria-label="Pages">
                {(page > 1).then(|| link(query, page - 1, "prev", "prev-page", "Previous"))}
                <span>"Page " {page} " of " {pages}</span>
                {(page < pages).then(|| link(query, page + 1, "next", "next-page", "Next"))}
            </nav>
        }
        .into_any()
    })
}

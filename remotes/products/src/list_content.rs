//! The cards of the list and its paging links.

use shared_store::{select_locale, use_selector};
use shop_api::model::ProductQuery;
use tarn_html_template::{Template, template};

use crate::add_to_cart::AddToCart;
use crate::address::address_of;
use crate::heart::has_wishlist;
use crate::listing::{Listing, Progress};
use crate::product_card::{CARD_SKELETON, card_key, is_card_of, product_card};

/// The number of products on a full page.
const PAGE_SIZE: usize = 24;

const CONTENT: &str = r#"<div class="stack" data-part="content"></div>"#;

const SKELETON: &str = r#"<div role="status" aria-busy="true" aria-label="Loading the products">
    <ul class="grid-products" aria-hidden="true" data-part="places"></ul>
</div>"#;

const NO_MATCH: &str = r#"<div class="empty-state" data-testid="products-empty">
    <h2>Nothing found</h2>
    <p>Try other words, or look through everything that we have.</p>
    <a class="button button-primary" href="/products">Show all products</a>
</div>"#;

const CARDS: &str = r#"<ul class="grid-products products-grid" aria-label="Products" data-part="cards"></ul>"#;

const PAGING: &str = r#"<nav class="products-paging" aria-label="Pages" data-part="paging"></nav>"#;

const PREVIOUS: &str = r#"<a class="button" rel="prev" data-testid="prev-page" data-part="link">Previous</a>"#;

const PLACE: &str = r#"<span data-part="place"></span>"#;

const NEXT: &str = r#"<a class="button" rel="next" data-testid="next-page" data-part="link">Next</a>"#;

/// The failure, if any, and the cards, the empty state or the skeleton.
pub(crate) fn list_content(listing: Listing, add_to_cart: AddToCart) -> Template {
    template(CONTENT).each(
        "content",
        move || {
            let now = listing.now();
            let mut parts = Vec::new();
            if now.failure.is_some() {
                parts.push("failure".into());
            }
            match &now.shown {
                Some(listed) if listed.page.total == 0 => parts.push("no match".into()),
                Some(_) => parts.push("cards".into()),
                None if now.failure.is_none() => parts.push("skeleton".into()),
                None => (),
            }
            parts
        },
        move |part| match part {
            "failure" => listing.failure_notice(),
            "no match" => template(NO_MATCH),
            "cards" => cards(listing, add_to_cart.clone()),
            _ => skeleton(),
        },
    )
}

/// The skeleton of a full page.
pub(crate) fn skeleton() -> Template {
    template(SKELETON).each(
        "places",
        || (0..PAGE_SIZE).map(|place| place.to_string()).collect(),
        |_| template(CARD_SKELETON),
    )
}

fn cards(listing: Listing, add_to_cart: AddToCart) -> Template {
    let locale = use_selector(select_locale);
    let has_wishlist = has_wishlist();
    template(CARDS)
        .attr("cards", "aria-busy", move || {
            Some((listing.now().progress == Progress::Replacing).to_string())
        })
        .each(
            "cards",
            move || listing.now().products().iter().map(card_key).collect(),
            move |key| {
                let now = listing.now();
                let mut products = now.products().iter().enumerate();
                match products.find(|(_, product)| is_card_of(key, product)) {
                    Some((index, product)) => product_card(index, product, locale, &add_to_cart, has_wishlist),
                    None => template(CARD_SKELETON),
                }
            },
        )
}

/// Links to the previous and the next page. `on_turn` is called when one is pressed.
pub(crate) fn paging(listing: Listing, on_turn: impl Fn() + Clone + 'static) -> Template {
    // The present page and the number of pages.
    let place = move || {
        let now = listing.now();
        now.shown
            .as_ref()
            .map_or((1, 1), |listed| (listed.query.page, listed.page.pages))
    };
    let link = move |html, page: fn(u32) -> u32| {
        let on_turn = on_turn.clone();
        template(html)
            .attr("link", "href", move || {
                let now = listing.now();
                let query = now.shown.as_ref().map(|listed| ProductQuery {
                    page: page(listed.query.page),
                    ..listed.query.clone()
                });
                query.as_ref().map(address_of)
            })
            .on("link", "click", move |_| on_turn())
    };
    template(PAGING).flag("paging", "hidden", move || place().1 == 1).each(
        "paging",
        move || match place() {
            (_, 1) => Vec::new(),
            (page, pages) => {
                let mut parts = vec!["place".into()];
                if page > 1 {
                    parts.insert(0, "previous".into());
                }
                if page < pages {
                    parts.push("next".into());
                }
                parts
            }
        },
        move |part| match part {
            "previous" => link(PREVIOUS, |page| page - 1),
            "next" => link(NEXT, |page| page + 1),
            _ => template(PLACE).text("place", move || {
                let (page, pages) = place();
                String::from("Page ") + &page.to_string() + " of " + &pages.to_string()
            }),
        },
    )
}

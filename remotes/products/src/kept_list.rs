//! The wishlist.

use leptos::prelude::*;
use shared_store::{Selected, select_locale, use_dispatch, use_selector};
use shop_api::model::ProductPage;
use shop_api::queries::{Query, products_with_ids, use_query_keeping_previous};
use shop_ui::load_failure;
use shop_wishlist::{WishlistState, toggle};
use tarn_html_template::{Template, follow, template};

use crate::add_to_cart::AddToCart;
use crate::heart::has_wishlist;
use crate::list_content::skeleton;
use crate::product_card::{CARD_SKELETON, card_key, is_card_of, product_card};

const PAGE: &str = r#"<div class="page">
    <a class="back-link" href="/products">All products</a>
    <div class="page-head"><h1 class="page-title">Kept for later</h1></div>
    <div data-part="content"></div>
</div>"#;

const NONE: &str = r#"<div class="empty-state" data-testid="kept-empty">
    <h2>Nothing is kept for later</h2>
    <p>Press the heart on a product, and it is kept here.</p>
    <a class="button button-primary" href="/products">See the products</a>
</div>"#;

const SOME: &str = r#"<div class="stack" data-part="parts"></div>"#;

const CARDS: &str = r#"<ul class="grid-products" aria-label="Kept for later" data-part="cards"></ul>"#;

const GONE: &str = r#"<div class="notice" role="status" data-testid="kept-gone">
    <p data-part="what"></p>
    <button class="button button-small" type="button" data-part="remove">Remove</button>
</div>"#;

/// The products of the wishlist, latest first.
pub(crate) fn kept_list(add_to_cart: AddToCart) -> Template {
    has_wishlist();
    let ids = use_selector(|wishlist: &WishlistState| wishlist.product_ids.clone());
    template(PAGE).show(
        "content",
        move || Some(ids.with(Vec::is_empty).to_string()),
        move |is_empty| match is_empty {
            "true" => template(NONE),
            _ => some(ids, &add_to_cart),
        },
    )
}

/// A product that is removed here stays visible until the shopper leaves the page, so that an accidental press can be undone.
fn some(ids: Selected<Vec<String>>, add_to_cart: &AddToCart) -> Template {
    let asked = RwSignal::new(ids.get_untracked());
    follow(move || {
        let ids = ids.get();
        let is_asked = |id: &String| asked.with_untracked(|asked| asked.contains(id));
        if !ids.iter().all(is_asked) {
            asked.set(ids);
        }
    });
    let query = use_query_keeping_previous(move || products_with_ids(&asked.get()));
    let gone = Selected::new(move || gone(&ids.get(), query));
    let add_to_cart = add_to_cart.clone();
    template(SOME).each(
        "parts",
        move || {
            let answer = query.answer();
            let mut parts = Vec::new();
            if answer.failure.is_some() {
                parts.push("failure".into());
            }
            if !gone.with(Vec::is_empty) {
                parts.push("gone".into());
            }
            match answer.data {
                Some(_) => parts.push("cards".into()),
                None if answer.failure.is_none() => parts.push("skeleton".into()),
                None => {}
            }
            parts
        },
        move |part| match part {
            "failure" => load_failure(query.status),
            "gone" => gone_notice(gone),
            "cards" => cards(asked, query, add_to_cart.clone()),
            _ => skeleton(),
        },
    )
}

/// The ids of products that the shop no longer sells.
fn gone(ids: &[String], query: Query<ProductPage>) -> Vec<String> {
    let answer = query.answer();
    let Some(page) = answer.data.filter(|_| !answer.is_previous) else {
        return Vec::new();
    };
    let is_sold = |id: &&String| page.items.iter().any(|product| product.id == **id);
    ids.iter().filter(|id| !is_sold(id)).cloned().collect()
}

fn gone_notice(gone: Selected<Vec<String>>) -> Template {
    let dispatch = use_dispatch();
    template(GONE)
        .text("what", move || match gone.with(Vec::len) {
            1 => "One product that you kept is no longer sold.".into(),
            count => count.to_string() + " products that you kept are no longer sold.",
        })
        .on("remove", "click", move |_| {
            for id in gone.get_untracked() {
                // The owner records refusals; the notice then stays.
                let _ = dispatch(toggle(true, &id));
            }
        })
}

fn cards(asked: RwSignal<Vec<String>>, query: Query<ProductPage>, add_to_cart: AddToCart) -> Template {
    let locale = use_selector(select_locale);
    let keys = move || {
        let data = query.answer().data;
        let items = data.as_ref().map_or(&[][..], |page| &page.items);
        let found = |id: &String| items.iter().find(|product| product.id == *id).map(card_key);
        asked.with(|asked| asked.iter().rev().filter_map(found).collect())
    };
    template(CARDS).each("cards", keys, move |key| {
        let data = query.answer().data;
        let items = data.as_ref().map_or(&[][..], |page| &page.items);
        let product = items.iter().find(|product| is_card_of(key, product));
        product.map_or_else(
            || template(CARD_SKELETON),
            // No card is certain to be in the first row, so all pictures load lazily.
            |product| product_card(usize::MAX, product, locale, &add_to_cart, true),
        )
    })
}

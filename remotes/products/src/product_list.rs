//! `ProductList`: the catalogue or the wishlist.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use shared_store::{Selected, use_selector};
use shop_props::ProductListProps;
use shop_wishlist::select_kept_count;
use tarn_html_template::{Template, template};

use crate::add_to_cart::use_add_to_cart;
use crate::address::{KEPT, asks_for_kept};
use crate::kept_list::kept_list;
use crate::list_content::{list_content, paging};
use crate::list_toolbar::list_toolbar;
use crate::listing::{Listed, Listing, Progress};

const VIEW: &str = r#"<div data-part="view"></div>"#;

const PAGE: &str = r#"<div class="page">
    <div class="page-head"><h1 class="page-title">Products</h1><a class="button button-quiet" data-testid="kept-link" data-part="kept"></a></div>
    <form data-part="toolbar"></form>
    <p class="products-count muted" role="status" tabindex="-1" data-testid="product-count" data-part="count"></p>
    <div data-part="content"></div>
    <nav data-part="paging"></nav>
</div>"#;

/// The list that the address asks for.
pub(crate) fn product_list(props: ReadSignal<ProductListProps>) -> impl IntoView {
    let is_of_kept = Selected::new(move || props.with(|props| asks_for_kept(&props.query)));
    template(VIEW).show(
        "view",
        move || Some(is_of_kept.get().to_string()),
        move |is_of_kept| match is_of_kept {
            "true" => kept_list(use_add_to_cart(move || props.get_untracked().on_show_toast)),
            _ => catalogue(props),
        },
    )
}

/// The catalogue. It stays mounted and follows the address in its props.
fn catalogue(props: ReadSignal<ProductListProps>) -> Template {
    let listing = Listing::follow(Selected::new(move || props.with(|props| props.query.clone())));
    let add_to_cart = use_add_to_cart(move || props.get_untracked().on_show_toast);
    let has_turned = Rc::new(Cell::new(false));
    let turned = Rc::clone(&has_turned);
    let page = template(PAGE);
    // The template makes this a paragraph.
    let count: HtmlElement = page.part("count").unchecked_into();
    let kept = use_selector(select_kept_count);
    page.set("kept", "href", KEPT)
        .text("kept", move || {
            String::from("Kept for later: ") + &kept.get().to_string()
        })
        .flag("kept", "hidden", move || kept.get() == 0)
        .put("toolbar", list_toolbar(listing, props))
        .text("count", move || {
            let now = listing.now();
            now.shown.as_ref().map_or_else(|| "\u{a0}".into(), count_of)
        })
        .put("content", list_content(listing, add_to_cart))
        .put("paging", paging(listing, move || turned.set(true)))
        // After a press on a paging link the view scrolls to its top, once the page is loaded. Back keeps the scroll position.
        .follow(move || {
            let now = listing.now();
            if now.shown.is_some() && now.progress != Progress::Replacing && has_turned.take() {
                count.scroll_into_view();
                let _ = count.focus();
            }
        })
}

/// "48 products, page 2 of 2".
fn count_of(listed: &Listed) -> String {
    let mut text = listed.page.total.to_string();
    text.push_str(if listed.page.total == 1 {
        " product"
    } else {
        " products"
    });
    if !listed.query.query.is_empty() {
        text.push_str(" for “");
        text.push_str(&listed.query.query);
        text.push('”');
    }
    if listed.page.pages > 1 {
        text.push_str(", page ");
        text.push_str(&listed.query.page.to_string());
        text.push_str(" of ");
        text.push_str(&listed.page.pages.to_string());
    }
    text
}

//! `ProductList`: the catalogue or the wishlist.
//!
//! The host passes the query string of the address as a prop. [`use_listing`] makes the state of the list of it, and the
//! components below show that state. Controls and links lead to a new address, which arrives as a changed prop.

use leptos::html::P;
use leptos::prelude::*;
use shared_store::{Selected, use_selector};
use shop_wishlist::select_kept_count;
use tarn_view::{Show, follow_later, view};

use crate::add_to_cart::use_add_to_cart;
use crate::address::{KEPT, asks_for_kept};
use crate::head::describe_list;
use crate::kept_list::KeptList;
use crate::list_content::ListContent;
use crate::list_toolbar::ListToolbar;
use crate::listing::{ListState, Listed, Listing, Progress, use_listing};
use crate::paging::Paging;

/// The list that the address asks for: the wishlist, or else the catalogue.
#[component]
pub(crate) fn ProductList(props: ReadSignal<shop_props::ProductListProps>) -> impl IntoView {
    let is_of_kept = move || props.with(|props| asks_for_kept(&props.query));
    view! {
        <Show when=is_of_kept fallback=move || view! { <Catalogue props/> }>
            <KeptList props/>
        </Show>
    }
}

/// The catalogue. It stays mounted and follows the address in its props.
#[component]
fn Catalogue(props: ReadSignal<shop_props::ProductListProps>) -> impl IntoView {
    let query_string = Selected::new(move || props.with(|props| props.query.clone()));
    let listing = use_listing(query_string);
    describe_list(&untrack(|| listing.present()));
    let add_to_cart = use_add_to_cart(move || props.get_untracked().on_show_toast);
    let kept = use_selector(select_kept_count);
    let count = NodeRef::<P>::new();
    // True from a press on a paging link until its page is loaded.
    let has_turned = StoredValue::new(false);
    scroll_up_after_turn(listing, has_turned, count);
    view! {
        <div class="page">
            <div class="page-head">
                <h1 class="page-title">"Products"</h1>
                <a class="button button-quiet" data-testid="kept-link" href=KEPT hidden=move || kept.get() == 0>
                    "Kept for later: "{move || kept.get()}
                </a>
            </div>
            <ListToolbar listing props/>
            <p class="products-count muted" role="status" tabindex="-1" data-testid="product-count" node_ref=count>
                {move || count_text(&listing.now())}
            </p>
            <ListContent listing add_to_cart/>
            <Paging listing on_turn=move || has_turned.set_value(true)/>
        </div>
    }
}

/// Scrolls to the number of products and focuses it, once the page of a pressed paging link is loaded. Back is no press and
/// keeps the scroll position.
fn scroll_up_after_turn(listing: Listing, has_turned: StoredValue<bool>, count: NodeRef<P>) {
    follow_later(move || {
        let now = listing.now();
        if now.shown.is_some()
            && now.progress != Progress::Replacing
            && has_turned.get_value()
            && let Some(count) = count.get_untracked()
        {
            has_turned.set_value(false);
            count.scroll_into_view();
            let _ = count.focus();
        }
    });
}

/// "48 products, page 2 of 2". Until the products are known a space, so that the line keeps its height.
fn count_text(now: &ListState) -> String {
    let Some(Listed { query, page }) = &now.shown else {
        return "\u{a0}".to_owned();
    };
    let mut text = page.total.to_string();
    text.push_str(if page.total == 1 { " product" } else { " products" });
    if !query.query.is_empty() {
        text.push_str(" for “");
        text.push_str(&query.query);
        text.push('”');
    }
    if page.pages > 1 {
        text.push_str(", page ");
        text.push_str(&query.page.to_string());
        text.push_str(" of ");
        text.push_str(&page.pages.to_string());
    }
    text
}

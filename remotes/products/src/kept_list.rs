//! The wishlist.
//!
//! The store has the ids of the kept products, and the page's query cache has the products with these ids. A heart on a
//! card changes the ids in the store.

use leptos::prelude::*;
use shared_store::{Selected, select_locale, use_dispatch, use_selector};
use shop_api::model::{Product, ProductPage};
use shop_api::queries::{Query, products_with_ids, use_query_keeping_previous};
use shop_props::ProductListProps;
use shop_ui::LoadFailure;
use shop_wishlist::{WishlistState, toggle};
use tarn_federation::leave_to_browser;
use tarn_view::{For, Show, follow, view};

use crate::add_to_cart::{AddToCart, use_add_to_cart};
use crate::heart::use_wishlist;
use crate::list_content::ListSkeleton;
use crate::product_card::{CardKey, ProductCard};

/// The products of the wishlist, or a notice that there are none.
#[component]
pub(crate) fn KeptList(props: ReadSignal<ProductListProps>) -> impl IntoView {
    leave_to_browser();
    use_wishlist();
    let ids = use_selector(|wishlist: &WishlistState| wishlist.product_ids.clone());
    let add_to_cart = use_add_to_cart(move || props.get_untracked().on_show_toast);
    view! {
        <div class="page">
            <a class="back-link" href="/products">"All products"</a>
            <div class="page-head"><h1 class="page-title">"Kept for later"</h1></div>
            <Show when=move || !ids.with(Vec::is_empty) fallback=|| view! { <NothingKept/> }>
                <KeptProducts ids add_to_cart=add_to_cart.clone()/>
            </Show>
        </div>
    }
}

/// The failure, if any, a notice of products that are no longer sold, and the products or their skeleton. A product that is
/// removed here stays visible until the shopper leaves the page, so that an accidental press can be undone.
#[component]
fn KeptProducts(ids: Selected<Vec<String>>, add_to_cart: AddToCart) -> impl IntoView {
    // The ids to show. Only a new id changes them.
    let asked = RwSignal::new(ids.get_untracked());
    follow(move || {
        let ids = ids.get();
        let is_asked = |id: &String| asked.with_untracked(|asked| asked.contains(id));
        if !ids.iter().all(is_asked) {
            asked.set(ids);
        }
    });
    let query = use_query_keeping_previous(move || products_with_ids(&asked.get()));
    let gone = Selected::new(move || no_longer_sold(&ids.get(), query));
    let has_failed = move || query.answer().failure.is_some();
    let has_products = move || query.answer().data.is_some();
    view! {
        <div class="stack">
            <Show when=has_failed><LoadFailure query=query.status/></Show>
            <Show when=move || !gone.with(Vec::is_empty)><GoneNotice gone/></Show>
            <Show when=has_products><KeptCards asked query add_to_cart=add_to_cart.clone()/></Show>
            <Show when=move || !has_products() && !has_failed()><ListSkeleton/></Show>
        </div>
    }
}

/// The products, latest first.
#[component]
fn KeptCards(asked: RwSignal<Vec<String>>, query: Query<ProductPage>, add_to_cart: AddToCart) -> impl IntoView {
    let locale = use_selector(select_locale);
    let products = move || {
        let data = query.answer().data;
        let items = data.as_ref().map_or(&[][..], |page| &page.items);
        let found = |id: &String| items.iter().find(|product| product.id == *id).cloned();
        asked.with(|asked| asked.iter().rev().filter_map(found).collect::<Vec<Product>>())
    };
    view! {
        <ul class="grid-products" aria-label="Kept for later">
            // No card is certain to be in the first row, so all pictures load lazily.
            <For each=products key=CardKey::of let(product)>
                <ProductCard product locale add_to_cart=add_to_cart.clone() has_wishlist=true/>
            </For>
        </ul>
    }
}

/// The number of products that the shop no longer sells, with a button that removes them from the wishlist.
#[component]
fn GoneNotice(gone: Selected<Vec<String>>) -> impl IntoView {
    let dispatch = use_dispatch();
    let message = move || match gone.with(Vec::len) {
        1 => "One product that you kept is no longer sold.".to_owned(),
        count => count.to_string() + " products that you kept are no longer sold.",
    };
    let remove = move |_| {
        for id in gone.get_untracked() {
            // The owner records refusals; the notice then stays.
            let _ = dispatch(toggle(true, &id));
        }
    };
    view! {
        <div class="notice" role="status" data-testid="kept-gone">
            <p>{message}</p>
            <button class="button button-small" type="button" on:click=remove>"Remove"</button>
        </div>
    }
}

/// The empty state.
#[component]
fn NothingKept() -> impl IntoView {
    view! {
        <div class="empty-state" data-testid="kept-empty">
            <h2>"Nothing is kept for later"</h2>
            <p>"Press the heart on a product, and it is kept here."</p>
            <a class="button button-primary" href="/products">"See the products"</a>
        </div>
    }
}

/// The kept ids of products that the shop no longer sells; empty until the shop has answered.
fn no_longer_sold(ids: &[String], query: Query<ProductPage>) -> Vec<String> {
    let answer = query.answer();
    let Some(page) = answer.data.filter(|_| !answer.is_previous) else {
        return Vec::new();
    };
    let is_sold = |id: &&String| page.items.iter().any(|product| product.id == **id);
    ids.iter().filter(|id| !is_sold(id)).cloned().collect()
}

//! The store of a component: given by the context, or as a prop.
#![cfg(not(target_arch = "wasm32"))]

use leptos::prelude::*;
use shared_store::{CartAction, Store, make_store, select_total_cart_items, use_store};
use shop_testing::{Shop, line};
use tarn_view::view;

/// The number of pieces in the cart of the given store, or else of the page's store.
#[component]
fn Badge(#[prop(optional)] store: Option<Store>) -> impl IntoView {
    let store = store.unwrap_or_else(use_store);
    let pieces = store.selected(select_total_cart_items);
    let add = move |_| assert_eq!(store.dispatch(CartAction::AddToCart(line("p1", 100, 1))), Ok(()));
    view! { <button on:click=add>{move || pieces.get()}</button> }
}

#[test]
fn a_component_takes_the_store_of_its_context() {
    let shop = Shop::new();
    let page = shop.mount(|_| view! { <Badge/> }, ());
    shop.fill_cart([line("p1", 100, 3)]);
    assert_eq!(page.text(), "3");
    page.roles("button")[0].click();
    assert_eq!(shop.store.select(select_total_cart_items), 4);
}

#[test]
fn a_component_takes_the_store_of_its_prop_and_leaves_the_other_one_alone() {
    let (shop, other) = (Shop::new(), make_store(Default::default()));
    let given = other.clone();
    let page = shop.mount(|_| view! { <Badge/> <Badge store=given/> }, ());
    shop.fill_cart([line("p1", 100, 3)]);
    page.roles("button")[1].click();
    assert_eq!(page.text(), "3 1");
    assert_eq!(other.select(select_total_cart_items), 1);
    assert_eq!(shop.store.select(select_total_cart_items), 3);
}

//! Search, category and order: the address is their only state.

use std::time::Duration;

use shop_api::model::ProductQuery;
use shop_api::queries::products;
use shop_props::ProductListProps;
use shop_testing::{Shop, product, product_page};
use tarn_federation::testing::{Exposed, Recorder};

use super::{everything, list_props, show_list};
use crate::product_list::ProductList;
use tarn_view::view;

/// The list of one product.
fn show(query: &str) -> (Shop, Exposed<ProductListProps>) {
    let shop = Shop::of_guest();
    shop.answers
        .set(&products(&everything()), &product_page(vec![product("p1", 1)]));
    let page = show_list(&shop, query);
    (shop, page)
}

#[test]
fn typing_navigates_after_a_pause_once() {
    let (shop, page) = show("");
    let field = page.get("product-search");
    field.type_text("te");
    page.advance(Duration::from_millis(200));
    field.type_text("tea pot");
    page.advance(Duration::from_millis(200));
    assert!(shop.addresses.calls().is_empty());
    page.advance(Duration::from_millis(50));
    assert_eq!(shop.addresses.calls(), ["/products?query=tea%20pot"]);
}

#[test]
fn enter_navigates_at_once_and_the_pause_adds_nothing() {
    let (shop, page) = show("");
    page.get("product-search").type_text("lamp");
    page.roles("search")[0].submit();
    page.advance(Duration::from_secs(1));
    assert_eq!(shop.addresses.calls(), ["/products?query=lamp"]);
}

#[test]
fn further_typing_replaces_the_history_entry_of_the_search() {
    let (shop, replaced) = (Shop::of_guest(), Recorder::new());
    let props = |query: &str| ProductListProps {
        handle_replace: Some(replaced.callback()),
        ..list_props(&shop, query)
    };
    let page = shop.mount(|props| view! { <ProductList props/> }, props(""));
    page.get("product-search").type_text("la");
    page.advance(Duration::from_millis(250));
    page.update(props("?query=la"));
    page.get("product-search").type_text("lamp");
    page.advance(Duration::from_millis(250));
    assert_eq!(shop.addresses.calls(), ["/products?query=la"]);
    assert_eq!(replaced.calls(), ["/products?query=lamp"]);
}

#[test]
fn a_category_and_an_order_keep_the_words_and_begin_at_the_first_page() {
    let (shop, page) = show("?query=tea&page=3");
    page.get("product-category").choose("home");
    assert_eq!(shop.addresses.take(), ["/products?query=tea&category=home"]);
    page.get("product-sort").choose("price-asc");
    assert_eq!(shop.addresses.take(), ["/products?query=tea&sort=price-asc"]);
}

#[test]
fn the_controls_show_the_address() {
    let shop = Shop::of_guest();
    let query = ProductQuery {
        query: "tea & cake".into(),
        category: "home".into(),
        ..everything()
    };
    shop.answers
        .set(&products(&query), &product_page(vec![product("p1", 1)]));
    let page = show_list(&shop, "?query=tea+%26%20cake&category=home");
    assert_eq!(page.get("product-search").value(), "tea & cake");
    let chosen: Vec<_> = page
        .roles("option")
        .into_iter()
        .filter(|option| option.is("selected"))
        .collect();
    assert_eq!(chosen[0].text(), "Home (1)");
}

#[test]
fn a_changed_address_changes_the_field_and_stops_the_pause() {
    let (shop, page) = show("");
    page.get("product-search").type_text("lamp");
    page.update(list_props(&shop, "?query=wool"));
    assert_eq!(page.get("product-search").value(), "wool");
    page.advance(Duration::from_secs(1));
    assert!(shop.addresses.calls().is_empty());
}

#[test]
fn malformed_parts_of_an_address_get_their_defaults() {
    let (_shop, page) = show("?page=zero&sort=cheapest&category=");
    assert_eq!(page.all("product-card").len(), 1);
}

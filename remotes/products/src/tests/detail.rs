//! The states of a product's page.

use shop_api::ApiError;
use shop_api::queries::product as product_query;
use shop_props::ProductDetailProps;
use shop_testing::{Shop, product};
use tarn_federation::testing::{Exposed, Recorder};

use super::{cart, detail_props, show_detail};
use crate::product_detail::ProductDetail;
use tarn_view::view;

/// The page of a product with this stock.
fn show(stock: u32) -> (Shop, Exposed<ProductDetailProps>) {
    let shop = Shop::of_guest();
    let mut product = product("p1", 1_450);
    product.stock = stock;
    shop.answers.set(&product_query("p1"), &product);
    let page = show_detail(&shop, "p1");
    (shop, page)
}

#[test]
fn the_page_is_loading_until_the_shop_has_answered() {
    let page = show_detail(&Shop::of_guest(), "p1");
    assert!(page.find("product-detail").is_none());
    assert_eq!(
        page.roles("status")[0].attribute("aria-label").as_deref(),
        Some("Loading the product")
    );
}

#[test]
fn a_product_of_the_last_list_is_shown_until_its_answer_arrives() {
    let shop = Shop::of_guest();
    shop.api.list(product("p1", 1_450));
    let page = show_detail(&shop, "p1");
    assert_eq!(page.get("product-price").text(), "$14.50");
    shop.answers.set(&product_query("p1"), &product("p1", 1_500));
    assert_eq!(page.get("product-price").text(), "$15.00");
}

#[test]
fn the_facts_of_a_product_are_shown() {
    let (_shop, page) = show(20);
    assert_eq!(page.roles("heading")[0].text(), "Product p1");
    assert_eq!(page.get("product-stock").text(), "20");
    assert!(page.text().contains("In stock"), "{}", page.text());
    let category = page.role("link", "Home");
    assert_eq!(category.attribute("href").as_deref(), Some("/products?category=home"));
}

#[test]
fn an_unknown_product_leads_to_all_products() {
    let shop = Shop::of_guest();
    let page = show_detail(&shop, "p9");
    shop.answers.fail(
        &product_query("p9"),
        ApiError::new("product_unknown", "There is no such product.", 404),
    );
    assert!(page.find("product-unknown").is_some() && page.find("retry").is_none());
}

#[test]
fn a_404_of_a_proxy_is_a_failure_that_may_be_tried_again() {
    let shop = Shop::of_guest();
    let page = show_detail(&shop, "p1");
    shop.answers
        .fail(&product_query("p1"), ApiError::new("nonsense", "Not now.", 404));
    assert!(page.find("product-unknown").is_none());
    page.get("retry").click();
    shop.answers.set(&product_query("p1"), &product("p1", 1));
    assert!(page.find("product-detail").is_some() && page.find("retry").is_none());
}

#[test]
fn the_chosen_quantity_is_added() {
    let (shop, page) = show(20);
    page.role("button", "One more").click();
    page.role("button", "One more").click();
    page.get("add-to-cart").click();
    assert_eq!(cart(&shop), [("p1".to_owned(), 3)]);
    assert_eq!(shop.toasts.calls(), ["3 of Product p1 were added to your cart."]);
}

#[test]
fn the_quantity_ends_at_the_stock() {
    let (_shop, page) = show(2);
    for _ in 0..3 {
        page.role("button", "One more").click();
    }
    assert_eq!(page.get("product-quantity").value(), "2");
    assert_eq!(
        page.role("button", "One more").attribute("aria-disabled").as_deref(),
        Some("true")
    );
    assert!(page.text().contains("Only 2 left"), "{}", page.text());
}

#[test]
fn an_unusable_quantity_adds_nothing_and_gets_the_focus() {
    let (shop, page) = show(5);
    page.get("product-quantity").type_text("6");
    page.get("add-to-cart").click();
    assert_eq!(page.roles("alert")[0].text(), "Please enter a number from 1 to 5.");
    assert!(page.focused() == page.find("product-quantity"));
    assert!(cart(&shop).is_empty());
    page.get("product-quantity").type_text("5");
    page.get("add-to-cart").click();
    assert_eq!(cart(&shop), [("p1".to_owned(), 5)]);
}

#[test]
fn a_left_field_shows_the_plain_number() {
    let (_shop, page) = show(20);
    let field = page.get("product-quantity");
    field.type_text(" 07 ");
    field.leave();
    assert_eq!(field.value(), "7");
    field.press_key("ArrowUp");
    assert_eq!(field.value(), "8");
}

#[test]
fn a_sold_out_product_has_no_quantity_and_no_working_button() {
    let (shop, page) = show(0);
    assert!(page.get("product-quantity").is_hidden() && page.get("add-to-cart").is("disabled"));
    page.get("add-to-cart").click();
    assert!(cart(&shop).is_empty());
}

#[test]
fn a_stock_that_falls_meanwhile_limits_what_is_added() {
    let (shop, page) = show(20);
    page.get("product-quantity").type_text("9");
    let mut fewer = product("p1", 1_450);
    fewer.stock = 4;
    shop.answers.set(&product_query("p1"), &fewer);
    page.get("add-to-cart").click();
    assert_eq!(cart(&shop), [("p1".to_owned(), 4)]);
}

#[test]
fn another_product_begins_with_one_piece() {
    let (shop, page) = show(20);
    shop.answers.set(&product_query("p2"), &product("p2", 99));
    page.get("product-quantity").type_text("9");
    page.update(detail_props(&shop, "p2"));
    assert_eq!(page.roles("heading")[0].text(), "Product p2");
    assert_eq!(page.get("product-quantity").value(), "1");
}

#[test]
fn the_host_learns_the_subject_of_the_page() {
    let (shop, subjects) = (Shop::of_guest(), Recorder::new());
    let props = ProductDetailProps {
        on_subject: Some(subjects.callback()),
        ..detail_props(&shop, "p1")
    };
    let page = shop.mount(|props| view! { <ProductDetail props/> }, props);
    assert!(subjects.calls().is_empty());
    shop.answers.set(&product_query("p1"), &product("p1", 1));
    page.settle();
    let subject = &subjects.calls()[0];
    assert_eq!(
        (subject.title.as_str(), subject.description.as_str()),
        ("Product p1", "Summary of p1.")
    );
}

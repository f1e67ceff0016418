//! The button that adds a product, for use in any page.

use shop_api::ApiError;
use shop_api::queries::product as product_query;
use shop_props::AddToCartButtonProps;
use shop_testing::{Shop, product};
use tarn_federation::testing::Exposed;

use super::cart;
use crate::add_to_cart_button::AddToCartButton;
use tarn_view::view;

fn show(shop: &Shop) -> Exposed<AddToCartButtonProps> {
    let props = AddToCartButtonProps {
        product_id: "p1".into(),
        on_show_toast: None,
    };
    shop.mount(|props| view! { <AddToCartButton props/> }, props)
}

#[test]
fn it_is_disabled_and_busy_while_the_product_loads() {
    let shop = Shop::of_guest();
    let page = show(&shop);
    let button = page.get("add-to-cart");
    assert!(button.is("disabled") && button.attribute("aria-busy").as_deref() == Some("true"));
    shop.answers.set(&product_query("p1"), &product("p1", 1));
    assert!(!button.is("disabled") && button.attribute("aria-busy").as_deref() == Some("false"));
}

#[test]
fn it_adds_one_piece_also_without_a_host_that_shows_toasts() {
    let shop = Shop::of_guest();
    shop.answers.set(&product_query("p1"), &product("p1", 1));
    show(&shop).get("add-to-cart").click();
    assert_eq!(cart(&shop), [("p1".to_owned(), 1)]);
}

#[test]
fn it_says_that_a_product_is_sold_out() {
    let shop = Shop::of_guest();
    let mut sold_out = product("p1", 1);
    sold_out.stock = 0;
    shop.answers.set(&product_query("p1"), &sold_out);
    let page = show(&shop);
    assert!(page.get("add-to-cart").is("disabled"));
    assert_eq!(page.text(), "Sold out");
}

#[test]
fn a_failure_may_be_tried_again() {
    let shop = Shop::of_guest();
    let page = show(&shop);
    shop.answers.fail(&product_query("p1"), ApiError::network());
    assert!(page.get("add-to-cart").is("disabled"));
    page.get("retry").click();
    shop.answers.set(&product_query("p1"), &product("p1", 1));
    assert!(!page.get("add-to-cart").is("disabled") && page.find("retry").is_none());
}

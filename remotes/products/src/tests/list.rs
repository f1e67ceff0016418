//! The states of the product list.

use shared_store::CartAction;
use shop_api::ApiError;
use shop_api::model::ProductQuery;
use shop_api::queries::products;
use shop_testing::{Shop, line, product, product_page};

use super::{cart, everything, list_props, show_list};

#[test]
fn the_list_is_loading_until_the_shop_has_answered() {
    let page = show_list(&Shop::of_guest(), "");
    assert_eq!(
        page.role("status", "Loading the products")
            .attribute("aria-busy")
            .as_deref(),
        Some("true")
    );
    assert!(page.all("product-card").is_empty());
}

#[test]
fn the_answer_shows_a_card_for_each_product() {
    let shop = Shop::of_guest();
    let page = show_list(&shop, "");
    shop.answers.set(
        &products(&everything()),
        &product_page(vec![product("p1", 1_450), product("p2", 99)]),
    );
    let cards = page.all("product-card");
    assert_eq!(
        cards[0].text(),
        "Product p1 Summary of p1. $14.50 Add Product p1 to cart"
    );
    assert_eq!(
        cards[1].get("product-link").attribute("href").as_deref(),
        Some("/product/p2")
    );
    assert_eq!(page.get("product-count").text(), "2 products");
}

#[test]
fn without_a_match_the_list_is_empty_and_leads_to_all_products() {
    let shop = Shop::of_guest();
    let query = ProductQuery {
        query: "zzz".into(),
        ..everything()
    };
    shop.answers.set(&products(&query), &product_page(Vec::new()));
    let page = show_list(&shop, "?query=zzz");
    let link = page.get("products-empty").role("link", "Show all products");
    assert_eq!(link.attribute("href").as_deref(), Some("/products"));
    assert_eq!(page.get("product-count").text(), "0 products for “zzz”");
}

#[test]
fn a_failure_has_a_button_that_tries_again() {
    let shop = Shop::of_guest();
    let page = show_list(&shop, "");
    shop.answers.fail(&products(&everything()), ApiError::network());
    assert!(page.roles("alert")[0].text().starts_with(&ApiError::network().message));
    page.get("retry").click();
    assert_eq!(shop.answers.requests(&products(&everything())), 2);
    assert_eq!(page.get("retry").attribute("aria-busy").as_deref(), Some("true"));
    page.get("retry").click();
    assert_eq!(shop.answers.requests(&products(&everything())), 2);
    shop.answers
        .set(&products(&everything()), &product_page(vec![product("p1", 1)]));
    assert!(page.find("retry").is_none() && page.find("product-card").is_some());
}

#[test]
fn a_failed_refresh_keeps_the_products() {
    let shop = Shop::of_guest();
    shop.answers
        .set(&products(&everything()), &product_page(vec![product("p1", 1)]));
    let page = show_list(&shop, "");
    shop.answers.fail(&products(&everything()), ApiError::timeout());
    assert!(page.find("retry").is_some() && page.find("product-card").is_some());
}

#[test]
fn the_products_stay_pale_while_the_next_page_loads() {
    let shop = Shop::of_guest();
    let mut first = product_page(vec![product("p1", 1)]);
    (first.pages, first.total) = (2, 25);
    shop.answers.set(&products(&everything()), &first);
    let page = show_list(&shop, "");
    assert_eq!(
        page.get("next-page").attribute("href").as_deref(),
        Some("/products?page=2")
    );
    page.update(list_props(&shop, "?page=2"));
    assert_eq!(
        page.role("list", "Products").attribute("aria-busy").as_deref(),
        Some("true")
    );
    let second = ProductQuery {
        page: 2,
        ..everything()
    };
    shop.answers.set(
        &products(&second),
        &shop_api::model::ProductPage {
            page: 2,
            items: vec![product("p25", 1)],
            ..first
        },
    );
    assert_eq!(
        page.get("product-card").attribute("data-product").as_deref(),
        Some("p25")
    );
    assert_eq!(page.get("product-count").text(), "25 products, page 2 of 2");
    assert_eq!(page.get("prev-page").attribute("href").as_deref(), Some("/products"));
}

#[test]
fn a_page_beyond_the_last_shows_the_first() {
    let shop = Shop::of_guest();
    let mut beyond = product_page(Vec::new());
    beyond.total = 1;
    shop.answers.set(
        &products(&ProductQuery {
            page: 9,
            ..everything()
        }),
        &beyond,
    );
    shop.answers
        .set(&products(&everything()), &product_page(vec![product("p1", 1)]));
    let page = show_list(&shop, "?page=9");
    assert_eq!(page.all("product-card").len(), 1);
}

#[test]
fn a_refused_category_is_dropped() {
    let shop = Shop::of_guest();
    let mut refused = ApiError::new("category_unknown", "There is no such category.", 400);
    refused.field = Some("category".into());
    shop.answers.fail(
        &products(&ProductQuery {
            category: "nowhere".into(),
            ..everything()
        }),
        refused,
    );
    shop.answers
        .set(&products(&everything()), &product_page(vec![product("p1", 1)]));
    let page = show_list(&shop, "?category=nowhere");
    assert_eq!(page.all("product-card").len(), 1);
    assert!(page.find("retry").is_none());
}

#[test]
fn a_card_adds_one_piece_and_says_so() {
    let shop = Shop::of_guest();
    shop.answers
        .set(&products(&everything()), &product_page(vec![product("p1", 1_450)]));
    let page = show_list(&shop, "");
    page.get("add-to-cart").click();
    page.get("add-to-cart").click();
    assert_eq!(cart(&shop), [("p1".to_owned(), 2)]);
    assert_eq!(shop.toasts.calls(), ["Product p1 was added to your cart."; 2]);
}

#[test]
fn a_refused_product_is_reported() {
    let shop = Shop::of_guest();
    shop.dispatch(CartAction::AddToCart(line("p1", 1_450, shared_store::MAX_QUANTITY)));
    shop.answers
        .set(&products(&everything()), &product_page(vec![product("p1", 1_450)]));
    show_list(&shop, "").get("add-to-cart").click();
    assert_eq!(cart(&shop), [("p1".to_owned(), shared_store::MAX_QUANTITY)]);
    assert!(
        shop.toasts.calls()[0].contains("pieces of one product"),
        "{:?}",
        shop.toasts.calls()
    );
}

#[test]
fn a_sold_out_product_cannot_be_added() {
    let shop = Shop::of_guest();
    let mut sold_out = product("p1", 1);
    sold_out.stock = 0;
    shop.answers
        .set(&products(&everything()), &product_page(vec![sold_out]));
    let page = show_list(&shop, "");
    let button = page.get("add-to-cart");
    assert!(button.is("disabled") && button.text() == "Sold out");
    button.click();
    assert!(cart(&shop).is_empty());
}

#[test]
fn a_low_stock_is_shown_and_follows_the_shop() {
    let shop = Shop::of_guest();
    let mut few = product("p1", 1);
    few.stock = 3;
    shop.answers
        .set(&products(&everything()), &product_page(vec![few.clone()]));
    let page = show_list(&shop, "");
    assert!(page.get("product-card").text().contains("Only 3 left"));
    few.stock = 50;
    shop.answers.set(&products(&everything()), &product_page(vec![few]));
    assert!(!page.get("product-card").text().contains("left"));
}

#[test]
fn pictures_of_the_first_row_load_eagerly() {
    let shop = Shop::of_guest();
    let many = (1..=5).map(|number| product(&format!("p{number}"), 1)).collect();
    shop.answers.set(&products(&everything()), &product_page(many));
    let loading: Vec<_> = show_list(&shop, "")
        .roles("img")
        .iter()
        .map(|img| img.attribute("loading"))
        .collect();
    assert_eq!(
        loading.iter().flatten().map(String::as_str).collect::<Vec<_>>(),
        ["eager", "eager", "eager", "eager", "lazy"]
    );
}

//! The hearts, and the list of the products that are kept for later.

use shop_api::ApiError;
use shop_api::queries::{products, products_with_ids};
use shop_testing::{Shop, product, product_page};
use shop_wishlist::{WishlistState, toggle};

use super::{everything, show_list};

/// A shop in which these products are kept.
fn keeping(ids: &[&str]) -> Shop {
    let shop = Shop::of_guest();
    assert!(shop.store.register_slice::<WishlistState>(|| {}).is_ok());
    for id in ids {
        shop.dispatch(toggle(false, id));
    }
    shop
}

fn asked(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

#[test]
fn a_heart_keeps_a_product_and_lets_it_go() {
    let shop = Shop::of_guest();
    shop.answers
        .set(&products(&everything()), &product_page(vec![product("p1", 1)]));
    let page = show_list(&shop, "");
    assert!(page.get("kept-link").is_hidden());
    let heart = page.role("button", "Keep Product p1 for later");
    heart.click();
    assert_eq!(heart.attribute("aria-pressed").as_deref(), Some("true"));
    assert_eq!(page.get("kept-link").text(), "Kept for later: 1");
    heart.click();
    assert_eq!(heart.attribute("aria-pressed").as_deref(), Some("false"));
}

#[test]
fn nothing_is_kept_at_first() {
    let page = show_list(&Shop::of_guest(), "?kept=true");
    assert!(page.find("kept-empty").is_some());
}

#[test]
fn the_kept_products_are_loading_then_listed_with_the_latest_first() {
    let shop = keeping(&["p1", "p2"]);
    let page = show_list(&shop, "?kept=true");
    assert_eq!(
        page.role("status", "Loading the products")
            .attribute("aria-busy")
            .as_deref(),
        Some("true")
    );
    let both = vec![product("p1", 1), product("p2", 2)];
    shop.answers
        .set(&products_with_ids(&asked(&["p1", "p2"])), &product_page(both));
    let ids: Vec<_> = page
        .all("product-card")
        .iter()
        .filter_map(|card| card.attribute("data-product"))
        .collect();
    assert_eq!(ids, ["p2", "p1"]);
}

#[test]
fn a_product_that_is_let_go_stays_visible_until_the_page_is_left() {
    let shop = keeping(&["p1", "p2"]);
    let both = vec![product("p1", 1), product("p2", 2)];
    shop.answers
        .set(&products_with_ids(&asked(&["p1", "p2"])), &product_page(both));
    let page = show_list(&shop, "?kept=true");
    page.role("button", "Keep Product p1 for later").click();
    assert_eq!(page.all("product-card").len(), 2);
    drop(page);
    shop.answers.set(
        &products_with_ids(&asked(&["p2"])),
        &product_page(vec![product("p2", 2)]),
    );
    assert_eq!(show_list(&shop, "?kept=true").all("product-card").len(), 1);
}

#[test]
fn products_that_are_no_longer_sold_are_counted_and_removed() {
    let shop = keeping(&["p1", "gone", "lost"]);
    let rest = product_page(vec![product("p1", 1)]);
    shop.answers
        .set(&products_with_ids(&asked(&["p1", "gone", "lost"])), &rest);
    let page = show_list(&shop, "?kept=true");
    assert!(
        page.get("kept-gone")
            .text()
            .starts_with("2 products that you kept are no longer sold.")
    );
    page.role("button", "Remove").click();
    assert!(page.find("kept-gone").is_none());
    assert_eq!(page.all("product-card").len(), 1);
}

#[test]
fn a_failure_of_the_kept_list_may_be_tried_again() {
    let shop = keeping(&["p1"]);
    let page = show_list(&shop, "?kept=true");
    shop.answers
        .fail(&products_with_ids(&asked(&["p1"])), ApiError::network());
    page.get("retry").click();
    assert_eq!(shop.answers.requests(&products_with_ids(&asked(&["p1"]))), 2);
}

//! Removing lines, and bringing them back.

use shared_store::{CartAction, CartState};
use shop_testing::{Shop, line};

use super::show;

fn ids(shop: &Shop) -> Vec<String> {
    shop.store
        .select(|cart: &CartState| cart.lines.iter().map(|line| line.product_id.clone()).collect())
}

fn three_lines() -> Shop {
    let shop = Shop::logged_in();
    shop.fill_cart([line("p1", 100, 1), line("p2", 200, 2), line("p3", 300, 3)]);
    shop
}

#[test]
fn a_removed_line_leaves_a_notice_with_its_name() {
    let shop = three_lines();
    let page = show(&shop);
    page.role("button", "Remove Product p2").click();
    assert_eq!(ids(&shop), ["p1", "p3"]);
    assert!(page.get("cart-removed").text().starts_with("Product p2 was removed."));
    assert_eq!(page.get("cart-total").text(), "$10.00");
}

#[test]
fn undo_restores_the_line_at_its_place_with_its_quantity() {
    let shop = three_lines();
    let page = show(&shop);
    page.role("button", "Remove Product p2").click();
    page.get("cart-undo").click();
    assert_eq!(ids(&shop), ["p1", "p2", "p3"]);
    assert_eq!(page.all("cart-line")[1].get("qty-input").value(), "2");
    assert!(page.find("cart-removed").is_none());
}

#[test]
fn the_focus_goes_to_undo_and_back_to_the_line() {
    let shop = three_lines();
    let page = show(&shop);
    page.role("button", "Remove Product p2").click_by_key();
    assert!(page.focused() == page.find("cart-undo"));
    page.get("cart-undo").click();
    assert!(page.focused() == Some(page.role("button", "Remove Product p2")));
}

#[test]
fn dismissing_the_notice_focuses_the_line_that_took_the_place() {
    let shop = three_lines();
    let page = show(&shop);
    page.role("button", "Remove Product p2").click();
    page.role("button", "Dismiss").click();
    assert!(page.find("cart-removed").is_none());
    assert!(page.focused() == Some(page.role("button", "Remove Product p3")));
    assert_eq!(ids(&shop), ["p1", "p3"]);
}

#[test]
fn after_the_last_line_the_title_has_the_focus() {
    let shop = Shop::logged_in();
    shop.fill_cart([line("p1", 100, 1)]);
    let page = show(&shop);
    page.role("button", "Remove Product p1").click();
    assert!(page.find("cart-empty").is_some());
    page.role("button", "Dismiss").click();
    assert!(page.focused() == Some(page.role("heading", "Your cart")));
}

#[test]
fn undo_keeps_a_line_that_was_added_again_meanwhile() {
    let shop = three_lines();
    let page = show(&shop);
    page.role("button", "Remove Product p2").click();
    shop.dispatch(CartAction::AddToCart(line("p2", 200, 9)));
    page.get("cart-undo").click();
    assert_eq!(ids(&shop), ["p1", "p3", "p2"]);
    assert_eq!(page.all("cart-line")[2].get("qty-input").value(), "9");
}

#[test]
fn a_second_removal_replaces_the_notice() {
    let shop = three_lines();
    let page = show(&shop);
    page.role("button", "Remove Product p1").click();
    page.role("button", "Remove Product p3").click();
    assert!(page.get("cart-removed").text().starts_with("Product p3 was removed."));
    page.get("cart-undo").click();
    assert_eq!(ids(&shop), ["p2", "p3"]);
}

//! Selecting lines, and handing them off to the payment.

use shared_store::browser::storage::Area;
use shared_store::{CartAction, CartLine};
use shop_checkout::{HANDOFF_KEY, Handoff};
use shop_testing::{Shop, line};

use super::{show, show_with_selection};

fn two_lines() -> Shop {
    let shop = Shop::logged_in();
    shop.fill_cart([line("p1", 1_000, 1), line("p2", 500, 3)]);
    shop
}

fn handed_off() -> Vec<String> {
    let handoff: Option<Handoff> = Area::Session.read(HANDOFF_KEY).unwrap();
    let lines: Vec<CartLine> = handoff.map(|handoff| handoff.lines).unwrap_or_default();
    lines.into_iter().map(|line| line.product_id).collect()
}

#[test]
fn the_whole_cart_is_selected_at_first() {
    let shop = two_lines();
    let (page, selections, _) = show_with_selection(&shop);
    assert!(page.roles("checkbox").iter().all(|checkbox| checkbox.is("checked")));
    assert_eq!(selections.calls(), [["p1", "p2"]]);
    assert_eq!(page.get("cart-total").text(), "$25.00");
}

#[test]
fn a_deselected_line_stays_in_the_cart_and_leaves_the_total() {
    let shop = two_lines();
    let (page, selections, _) = show_with_selection(&shop);
    page.roles("checkbox")[0].check(false);
    assert_eq!(page.get("cart-total").text(), "$15.00");
    assert!(page.text().contains("Subtotal (3 items)"));
    assert_eq!(page.all("cart-line").len(), 2);
    assert_eq!(selections.calls(), [vec!["p1", "p2"], vec!["p2"]]);
}

#[test]
fn without_a_selected_line_there_is_no_checkout() {
    let shop = two_lines();
    let (page, _, checkouts) = show_with_selection(&shop);
    page.roles("checkbox").iter().for_each(|checkbox| checkbox.check(false));
    assert!(page.get("go-to-checkout").is("disabled"));
    page.get("go-to-checkout").click();
    assert!(checkouts.calls().is_empty());
}

#[test]
fn the_selected_lines_are_handed_off_and_the_host_opens_the_payment() {
    let shop = two_lines();
    let (page, _, checkouts) = show_with_selection(&shop);
    page.roles("checkbox")[0].check(false);
    page.get("go-to-checkout").click();
    assert_eq!(handed_off(), ["p2"]);
    assert_eq!(checkouts.calls().len(), 1);
}

#[test]
fn the_selection_survives_a_visit_to_another_page() {
    let shop = two_lines();
    let page = show(&shop);
    page.roles("checkbox")[1].check(false);
    drop(page);
    let page = show(&shop);
    assert_eq!(page.get("cart-total").text(), "$10.00");
    assert!(!page.roles("checkbox")[1].is("checked"));
}

#[test]
fn the_rest_after_an_order_is_selected_completely() {
    let shop = two_lines();
    let page = show(&shop);
    page.roles("checkbox")[1].check(false);
    drop(page);
    shop.dispatch(CartAction::RemoveFromCart {
        product_id: "p1".into(),
    });
    assert!(show(&shop).roles("checkbox")[0].is("checked"));
}

#[test]
fn a_product_that_is_added_again_is_selected() {
    let shop = two_lines();
    let page = show(&shop);
    page.roles("checkbox")[1].check(false);
    page.role("button", "Remove Product p2").click();
    drop(page);
    shop.dispatch(CartAction::AddToCart(line("p2", 500, 1)));
    assert!(
        show(&shop)
            .roles("checkbox")
            .iter()
            .all(|checkbox| checkbox.is("checked"))
    );
}

#[test]
fn the_host_is_told_of_a_product_that_another_app_adds() {
    let shop = two_lines();
    let (page, selections, _) = show_with_selection(&shop);
    shop.dispatch(CartAction::AddToCart(line("p3", 100, 1)));
    page.settle();
    assert_eq!(
        selections.calls().last(),
        Some(&vec!["p1".to_owned(), "p2".to_owned(), "p3".to_owned()])
    );
}

//! The states of an order's page.

use shop_api::ApiError;
use shop_api::model::OrderStatus;
use shop_api::queries::order as order_query;
use shop_testing::{Shop, order, order_line};

use super::{detail_props, show_detail};

#[test]
fn the_order_is_loading_until_the_shop_has_answered() {
    let page = show_detail(&Shop::logged_in(), "o1");
    assert_eq!(
        page.roles("status")[0].attribute("aria-label").as_deref(),
        Some("Loading the order")
    );
}

#[test]
fn a_guest_is_redirected_and_nothing_is_asked() {
    let shop = Shop::of_guest();
    let page = show_detail(&shop, "o1");
    page.settle();
    assert_eq!(shop.addresses.calls(), ["/login"]);
    assert_eq!(shop.answers.requests(&order_query("o1")), 0);
}

#[test]
fn an_order_has_its_lines_its_total_and_its_time() {
    let shop = Shop::logged_in();
    shop.answers.set(
        &order_query("o1"),
        &order("o1", vec![order_line("p1", 1_450, 2), order_line("p2", 5, 1)]),
    );
    let page = show_detail(&shop, "o1");
    assert_eq!(page.roles("heading")[0].text(), "Order o1");
    assert!(page.text().contains("Placed on 2026-01-01 00:00"), "{}", page.text());
    assert_eq!(
        page.all("order-line")[0].text(),
        "Product p1 $14.50 each Quantity: 2Together $29.00"
    );
    assert_eq!(page.get("order-total").text(), "$29.05");
    assert!(page.text().contains("Subtotal (3 items)"));
}

#[test]
fn the_progress_is_marked_up_to_the_present_step() {
    for (status, name, done) in [
        (OrderStatus::Paid, "Paid", 1),
        (OrderStatus::Packed, "Packed", 2),
        (OrderStatus::Shipped, "Shipped", 3),
    ] {
        let shop = Shop::logged_in();
        let mut order = order("o1", Vec::new());
        order.status = status;
        shop.answers.set(&order_query("o1"), &order);
        let page = show_detail(&shop, "o1");
        assert_eq!(page.get("order-status").text(), name);
        assert_eq!(page.html().matches("data-done=\"true\"").count(), done, "{name}");
        assert_eq!(page.html().matches("aria-current=\"step\"").count(), 1, "{name}");
    }
}

#[test]
fn an_unknown_order_leads_to_the_orders() {
    let shop = Shop::logged_in();
    let page = show_detail(&shop, "o9");
    shop.answers.fail(
        &order_query("o9"),
        ApiError::new("order_unknown", "There is no such order.", 404),
    );
    let link = page.get("order-unknown").role("link", "See your orders");
    assert_eq!(link.attribute("href").as_deref(), Some("/orders"));
    assert!(page.find("retry").is_none());
}

#[test]
fn a_failure_may_be_tried_again() {
    let shop = Shop::logged_in();
    let page = show_detail(&shop, "o1");
    shop.answers.fail(&order_query("o1"), ApiError::network());
    page.get("retry").click();
    shop.answers.set(&order_query("o1"), &order("o1", Vec::new()));
    assert!(page.find("order-detail").is_some() && page.find("retry").is_none());
}

#[test]
fn another_order_replaces_all_of_the_first_one() {
    let shop = Shop::logged_in();
    shop.answers
        .set(&order_query("o1"), &order("o1", vec![order_line("p1", 100, 1)]));
    let page = show_detail(&shop, "o1");
    page.update(detail_props(&shop, "o2"));
    assert!(page.find("order-detail").is_none());
    shop.answers
        .set(&order_query("o2"), &order("o2", vec![order_line("p2", 200, 1)]));
    assert_eq!(page.get("order-detail").attribute("data-order").as_deref(), Some("o2"));
    assert!(!page.text().contains("Product p1"));
}

#[test]
fn a_changed_status_is_shown() {
    let shop = Shop::logged_in();
    let mut order = order("o1", Vec::new());
    shop.answers.set(&order_query("o1"), &order);
    let page = show_detail(&shop, "o1");
    order.status = OrderStatus::Shipped;
    shop.answers.set(&order_query("o1"), &order);
    assert_eq!(page.get("order-status").text(), "Shipped");
}

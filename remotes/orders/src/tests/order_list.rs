//! The states of the order list.

use shared_store::UserAction;
use shop_api::ApiError;
use shop_api::model::{Order, OrderList, OrderStatus};
use shop_api::queries::orders;
use shop_testing::{Shop, order, order_line};

use super::show_list;

/// The server answers with these orders.
fn answer(shop: &Shop, list: Vec<Order>) {
    shop.answers.set(&orders(), &OrderList { orders: list });
}

#[test]
fn until_the_session_is_known_the_list_is_loading_and_asks_for_nothing() {
    let shop = Shop::new();
    let page = show_list(&shop);
    assert_eq!(
        page.roles("status")[0].attribute("aria-label").as_deref(),
        Some("Loading your orders")
    );
    assert_eq!(shop.answers.requests(&orders()), 0);
    assert!(shop.addresses.calls().is_empty());
}

#[test]
fn a_guest_is_redirected_to_the_login() {
    let shop = Shop::of_guest();
    let page = show_list(&shop);
    assert_eq!(shop.addresses.calls(), ["/login"]);
    assert!(page.find("orders-empty").is_none());
}

#[test]
fn a_login_elsewhere_loads_the_orders() {
    let shop = Shop::new();
    let page = show_list(&shop);
    shop.log_in();
    page.settle();
    assert_eq!(shop.answers.requests(&orders()), 1);
}

#[test]
fn without_orders_the_list_leads_to_the_products() {
    let shop = Shop::logged_in();
    answer(&shop, Vec::new());
    let link = show_list(&shop).get("orders-empty").role("link", "See the products");
    assert_eq!(link.attribute("href").as_deref(), Some("/products"));
}

#[test]
fn each_order_has_a_row_with_day_pieces_status_and_total() {
    let shop = Shop::logged_in();
    let mut shipped = order("o2", vec![order_line("p1", 50, 1)]);
    shipped.status = OrderStatus::Shipped;
    let orders_of_ada = vec![
        order("o1", vec![order_line("p1", 123_450, 2), order_line("p2", 100, 1)]),
        shipped,
    ];
    answer(&shop, orders_of_ada);
    let page = show_list(&shop);
    let rows = page.all("order-row");
    assert_eq!(rows[0].text(), "Order o1 2026-01-01, 3 items Paid$2,470.00");
    assert_eq!(rows[1].text(), "Order o2 2026-01-01, 1 item Shipped$0.50");
    assert_eq!(
        rows[1].get("order-link").attribute("href").as_deref(),
        Some("/orders/o2")
    );
}

#[test]
fn an_order_shows_three_pictures_and_the_number_of_the_others() {
    let shop = Shop::logged_in();
    let lines = (1..=5).map(|number| order_line(&format!("p{number}"), 1, 1)).collect();
    answer(&shop, vec![order("o1", lines)]);
    let html = show_list(&shop).get("order-row").html();
    assert_eq!(html.matches("class=\"thumb\"").count(), 3);
    assert!(html.contains("<span class=\"orders-more\">+2</span>"), "{html}");
}

#[test]
fn a_failure_may_be_tried_again() {
    let shop = Shop::logged_in();
    let page = show_list(&shop);
    shop.answers.fail(&orders(), ApiError::network());
    assert!(page.roles("alert")[0].text().contains("cannot be reached"));
    page.get("retry").click();
    assert_eq!(shop.answers.requests(&orders()), 2);
    answer(&shop, vec![order("o1", Vec::new())]);
    assert!(page.find("retry").is_none() && page.find("order-row").is_some());
}

#[test]
fn a_failed_refresh_stands_above_the_last_orders() {
    let shop = Shop::logged_in();
    answer(&shop, vec![order("o1", Vec::new())]);
    let page = show_list(&shop);
    shop.answers.fail(&orders(), ApiError::timeout());
    assert!(page.find("retry").is_some() && page.find("order-row").is_some());
}

#[test]
fn a_new_order_appears_at_the_top() {
    let shop = Shop::logged_in();
    answer(&shop, vec![order("o1", Vec::new())]);
    let page = show_list(&shop);
    let both = vec![order("o2", Vec::new()), order("o1", Vec::new())];
    answer(&shop, both);
    assert_eq!(page.all("order-row")[0].attribute("data-order").as_deref(), Some("o2"));
}

#[test]
fn a_logout_hides_the_orders() {
    let shop = Shop::logged_in();
    answer(&shop, vec![order("o1", Vec::new())]);
    let page = show_list(&shop);
    assert!(page.find("order-row").is_some());
    shop.dispatch(UserAction::ClearUser);
    assert!(page.find("order-row").is_none());
    assert_eq!(shop.addresses.calls(), ["/login"]);
}

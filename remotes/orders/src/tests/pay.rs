//! Paying: the request, its answer, its refusals.

use shared_store::{CartAction, CartState, Purchase};
use shop_api::ApiError;
use shop_api::events::EventType;
use shop_api::model::{OrderDifference, OrderDifferenceKind};
use shop_props::PaymentProps;
use shop_testing::{Shop, order, order_line};
use tarn_federation::testing::Exposed;

use super::{at_checkout, cart, show_payment};

/// The payment page after a press of Pay.
fn pay() -> (Shop, Exposed<PaymentProps>) {
    let shop = at_checkout();
    let page = show_payment(&shop);
    page.get("pay").click();
    (shop, page)
}

/// The order of all displayed lines.
fn whole_order() -> shop_api::model::Order {
    order("o1", vec![order_line("p1", 1_000, 2), order_line("p2", 500, 1)])
}

/// A refusal because of p1.
fn refusal(kind: OrderDifferenceKind, available: u32, price_cents: u32) -> ApiError {
    let mut error = ApiError::new("refused", "The shop has changed.", 409);
    error.differences = vec![OrderDifference {
        product_id: "p1".into(),
        name: "Product p1".into(),
        kind,
        shown_price_cents: Some(1_000),
        price_cents: (kind != OrderDifferenceKind::Gone).then_some(price_cents),
        available,
    }];
    error
}

#[test]
fn the_displayed_lines_prices_and_total_are_ordered() {
    let (shop, _page) = pay();
    let (request, purchase_id) = &shop.api.place_order.asked()[0];
    let lines: Vec<_> = request
        .lines
        .iter()
        .map(|line| (line.product_id.as_str(), line.quantity, line.price_cents))
        .collect();
    assert_eq!(lines, [("p1", 2, Some(1_000)), ("p2", 1, Some(500))]);
    assert_eq!(request.total_cents, Some(2_500));
    let id = shop
        .store
        .select(|cart: &CartState| cart.purchase.as_ref().map(|purchase| purchase.id.clone()));
    assert_eq!(id.as_ref(), Some(purchase_id));
}

#[test]
fn while_the_request_is_pending_the_button_is_busy_and_orders_nothing_more() {
    let (shop, page) = pay();
    assert_eq!(page.get("pay").attribute("aria-busy").as_deref(), Some("true"));
    page.get("pay").click();
    assert_eq!(shop.api.place_order.asked().len(), 1);
}

#[test]
fn a_placed_order_empties_the_cart_thanks_and_leads_to_the_orders() {
    let (shop, page) = pay();
    shop.api.place_order.answer(whole_order());
    page.settle();
    assert!(cart(&shop).is_empty());
    assert_eq!(shop.toasts.calls(), ["Thank you, your order is placed."]);
    assert_eq!(shop.addresses.calls(), ["/orders"]);
    assert_eq!(
        shop.api.events().last().map(|(event, _)| *event),
        Some(EventType::OrderPlaced)
    );
}

#[test]
fn a_lower_price_is_named() {
    let (shop, page) = pay();
    shop.api
        .place_order
        .answer(order("o1", vec![order_line("p1", 900, 2), order_line("p2", 500, 1)]));
    page.settle();
    assert_eq!(
        shop.toasts.calls(),
        ["Thank you, your order is placed. A price was lower: you pay $23.00"]
    );
}

#[test]
fn an_order_that_was_placed_before_keeps_what_it_does_not_have() {
    let (shop, page) = pay();
    shop.api
        .place_order
        .answer(order("o7", vec![order_line("p1", 1_000, 1)]));
    page.settle();
    assert_eq!(cart(&shop), [("p1".to_owned(), 1), ("p2".to_owned(), 1)]);
    assert!(shop.toasts.calls()[0].starts_with("You had placed this purchase already, as order o7 for $10.00."));
}

#[test]
fn an_answer_after_leaving_the_page_settles_the_cart_and_stays_on_the_next_page() {
    let (shop, page) = pay();
    drop(page);
    shop.api.place_order.answer(whole_order());
    let next = show_payment(&shop);
    next.settle();
    assert!(cart(&shop).is_empty());
    assert_eq!(shop.toasts.calls().len(), 1);
    assert!(shop.addresses.calls().is_empty());
}

#[test]
fn a_lost_connection_may_be_tried_again_with_the_same_purchase() {
    let (shop, page) = pay();
    shop.api.place_order.fail(ApiError::network());
    assert!(
        page.get("pay-problem")
            .text()
            .contains("Trying again is safe: it will not be ordered twice.")
    );
    page.get("retry").click();
    let asked = shop.api.place_order.asked();
    assert_eq!((asked.len(), &asked[0].1), (2, &asked[1].1));
    assert!(page.focused() == page.find("pay"));
    shop.api.place_order.answer(whole_order());
    page.settle();
    assert_eq!(shop.addresses.calls(), ["/orders"]);
}

#[test]
fn another_refusal_leads_back_to_the_cart() {
    let (shop, page) = pay();
    shop.api
        .place_order
        .fail(ApiError::new("too_many_lines", "Too many products.", 400));
    let problem = page.get("pay-problem");
    assert!(problem.text().starts_with("Too many products.") && page.find("retry").is_none());
    assert_eq!(
        problem.role("link", "Change your cart").attribute("href").as_deref(),
        Some("/cart")
    );
    assert_eq!(cart(&shop).len(), 2);
}

#[test]
fn a_lower_stock_may_be_accepted_and_ordered() {
    let (shop, page) = pay();
    shop.api.place_order.fail(refusal(OrderDifferenceKind::Stock, 1, 1_000));
    assert!(
        page.get("pay-difference")
            .text()
            .starts_with("Only one Product p1 is left.")
    );
    page.get("pay-accept").click();
    assert_eq!(cart(&shop), [("p1".to_owned(), 1), ("p2".to_owned(), 1)]);
    assert!(page.find("pay-difference").is_none() && page.focused() == page.find("pay"));
    page.get("pay").click();
    assert_eq!(shop.api.place_order.asked()[1].0.total_cents, Some(1_500));
}

#[test]
fn a_product_that_is_gone_may_be_removed() {
    let (shop, page) = pay();
    shop.api.place_order.fail(refusal(OrderDifferenceKind::Gone, 0, 0));
    assert!(
        page.get("pay-difference")
            .text()
            .starts_with("Product p1 is no longer sold.")
    );
    assert_eq!(page.get("pay-accept").text(), "Remove it");
    page.get("pay-accept").click();
    assert_eq!(cart(&shop), [("p2".to_owned(), 1)]);
}

#[test]
fn a_higher_price_is_shown_and_the_next_press_pays_it() {
    let (shop, page) = pay();
    shop.api
        .place_order
        .fail(refusal(OrderDifferenceKind::Price, 20, 1_200));
    assert_eq!(
        page.get("pay-difference").text(),
        "Product p1 now costs $12.00, before $10.00."
    );
    assert_eq!(page.get("pay").text(), "Pay $29.00");
    page.get("pay").click();
    assert_eq!(shop.api.place_order.asked()[1].0.total_cents, Some(2_900));
}

#[test]
fn a_change_elsewhere_needs_a_second_press() {
    let shop = at_checkout();
    let page = show_payment(&shop);
    page.settle();
    let product_id = "p1".to_owned();
    shop.dispatch(CartAction::UpdateQuantity {
        product_id,
        quantity: 5,
    });
    page.get("pay").click();
    assert!(shop.api.place_order.asked().is_empty());
    assert!(
        page.get("checkout-changed")
            .text()
            .starts_with("Nothing was ordered yet")
    );
    page.get("pay").click();
    assert_eq!(shop.api.place_order.asked()[0].0.total_cents, Some(5_500));
}

#[test]
fn a_purchase_that_another_tab_has_changed_is_not_ordered_here() {
    let shop = at_checkout();
    let page = show_payment(&shop);
    page.settle();
    let purchase = Purchase {
        id: "fedcba9876543210".into(),
        user_id: "ada".into(),
        product_ids: vec!["p1".into()],
    };
    shop.store_cart_of_another_tab(&CartState {
        purchase: Some(purchase),
        ..CartState::default()
    });
    page.get("pay").click();
    assert!(shop.api.place_order.asked().is_empty());
    page.get("checkout-elsewhere").get("reload").click();
    assert_eq!(page.reloads(), 1);
}

#[test]
fn an_expired_session_is_reported_by_a_toast() {
    let (shop, page) = pay();
    shop.api.place_order.fail(ApiError::session_ended());
    page.settle();
    assert_eq!(shop.toasts.calls(), [ApiError::session_ended().message]);
    assert_eq!(cart(&shop).len(), 2);
}

//! The payment page before Pay is pressed.

use shared_store::browser::storage::Area;
use shared_store::{CartAction, CartState, UserAction};
use shop_api::events::{EventDetail, EventType};
use shop_checkout::HANDOFF_KEY;
use shop_testing::{Shop, line};

use super::{at_checkout, hand_off, show_payment};

#[test]
fn until_the_session_is_known_the_payment_is_loading_and_leaves_the_handoff() {
    let shop = Shop::new();
    hand_off([line("p1", 1_000, 2)]);
    let page = show_payment(&shop);
    assert_eq!(
        page.roles("status")[0].attribute("aria-label").as_deref(),
        Some("Loading the payment")
    );
    assert!(Area::Session.read_encoded(HANDOFF_KEY).is_ok_and(|kept| kept.is_some()));
}

#[test]
fn a_guest_is_redirected_and_the_handoff_waits() {
    let shop = Shop::of_guest();
    hand_off([line("p1", 1_000, 2)]);
    let page = show_payment(&shop);
    page.settle();
    assert_eq!(shop.addresses.calls(), ["/login"]);
    assert!(Area::Session.read_encoded(HANDOFF_KEY).is_ok_and(|kept| kept.is_some()));
}

#[test]
fn the_handed_off_lines_are_to_be_paid() {
    let shop = at_checkout();
    let page = show_payment(&shop);
    assert_eq!(
        page.all("checkout-line")[0].text(),
        "Product p1 $10.00 each Quantity: 2Together $20.00"
    );
    assert_eq!(page.get("checkout-total").text(), "$25.00");
    assert_eq!(page.get("pay").text(), "Pay $25.00");
}

#[test]
fn only_the_selected_lines_are_to_be_paid() {
    let shop = at_checkout();
    hand_off([line("p2", 500, 1)]);
    let page = show_payment(&shop);
    assert_eq!(page.all("checkout-line").len(), 1);
    assert_eq!(page.get("pay").text(), "Pay $5.00");
}

#[test]
fn the_handoff_is_taken_once_and_the_purchase_survives_a_reload() {
    let shop = at_checkout();
    drop(show_payment(&shop));
    assert_eq!(Area::Session.read_encoded(HANDOFF_KEY), Ok(None));
    assert_eq!(show_payment(&shop).get("pay").text(), "Pay $25.00");
}

#[test]
fn without_a_handoff_there_is_nothing_to_pay_for() {
    let shop = Shop::logged_in();
    shop.fill_cart([line("p1", 1_000, 2)]);
    let page = show_payment(&shop);
    assert!(
        page.get("checkout-missing")
            .text()
            .contains("There is nothing to pay for")
    );
    assert!(page.find("pay").is_none());
}

#[test]
fn a_damaged_handoff_orders_nothing_and_leads_back_to_the_cart() {
    let shop = Shop::logged_in();
    shop.fill_cart([line("p1", 1_000, 2)]);
    assert_eq!(Area::Session.write(HANDOFF_KEY, &"damaged".to_owned()), Ok(()));
    let page = show_payment(&shop);
    assert!(
        page.get("checkout-missing")
            .text()
            .contains("Your checkout could not be read")
    );
    let link = page.role("link", "Back to the cart");
    assert_eq!(link.attribute("href").as_deref(), Some("/cart"));
}

#[test]
fn a_changed_quantity_is_shown_and_announced() {
    let shop = at_checkout();
    let page = show_payment(&shop);
    assert!(page.find("checkout-changed").is_none());
    let product_id = "p1".to_owned();
    shop.dispatch(CartAction::UpdateQuantity {
        product_id,
        quantity: 3,
    });
    assert_eq!(page.get("pay").text(), "Pay $35.00");
    assert!(page.get("checkout-changed").text().starts_with("Your cart has changed"));
}

#[test]
fn a_purchase_that_another_tab_has_placed_is_reported() {
    let shop = at_checkout();
    let page = show_payment(&shop);
    page.settle();
    let id = shop
        .store
        .select(|cart: &CartState| cart.purchase.as_ref().map(|purchase| purchase.id.clone()));
    shop.dispatch(CartAction::PurchasePlaced {
        id: id.unwrap(),
        lines: Vec::new(),
    });
    assert!(
        page.get("checkout-placed")
            .text()
            .starts_with("This purchase is placed")
    );
}

#[test]
fn the_purchase_of_another_user_is_not_shown() {
    let shop = at_checkout();
    drop(show_payment(&shop));
    let user = shared_store::User {
        id: "eve".into(),
        ..Default::default()
    };
    shop.dispatch(UserAction::SetUser { user });
    assert!(show_payment(&shop).find("checkout-missing").is_some());
}

#[test]
fn the_start_of_the_checkout_is_an_event() {
    let shop = at_checkout();
    let page = show_payment(&shop);
    page.settle();
    let started = EventDetail {
        pieces: 3,
        total_cents: 2_500,
    };
    assert_eq!(shop.api.events(), [(EventType::CheckoutStarted, started)]);
}

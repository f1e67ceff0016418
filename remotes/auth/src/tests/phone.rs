//! The first step: the phone number.

use shop_api::ApiError;
use shop_testing::Shop;

use super::{challenge, error, send_number, show};

#[test]
fn a_number_is_sent_normalised() {
    let shop = Shop::of_guest();
    let page = show(&shop);
    send_number(&page, "+1 (555) 010-0199");
    let asked = shop.api.request_code.asked();
    assert_eq!(
        (asked[0].phone.as_str(), asked[0].resend_of.as_deref()),
        ("+15550100199", None)
    );
}

#[test]
fn an_unusable_number_is_refused_without_a_request_and_the_field_has_the_focus() {
    for number in ["", "12", "not a number"] {
        let shop = Shop::of_guest();
        let page = show(&shop);
        send_number(&page, number);
        assert!(!page.get("login-error").text().is_empty(), "{number}");
        assert_eq!(
            page.get("login-phone").attribute("aria-invalid").as_deref(),
            Some("true")
        );
        assert!(page.focused() == page.find("login-phone"), "{number}");
        assert!(shop.api.request_code.asked().is_empty(), "{number}");
    }
}

#[test]
fn the_button_is_busy_while_the_request_is_pending_and_a_second_press_sends_nothing() {
    let shop = Shop::of_guest();
    let page = show(&shop);
    send_number(&page, "+15550100199");
    let button = page.get("login-submit");
    assert_eq!(button.attribute("aria-busy").as_deref(), Some("true"));
    button.click();
    assert_eq!(shop.api.request_code.asked().len(), 1);
}

#[test]
fn a_refused_number_is_reported_and_may_be_sent_again() {
    let shop = Shop::of_guest();
    let page = show(&shop);
    send_number(&page, "+15550100199");
    shop.api
        .request_code
        .fail(error("too_many_codes", "Too many codes today."));
    assert_eq!(page.get("login-error").text(), "Too many codes today.");
    assert_eq!(page.get("login-submit").attribute("aria-busy"), None);
    send_number(&page, "+15550100199");
    assert!(page.find("login-error").is_none());
    assert_eq!(shop.api.request_code.asked().len(), 2);
}

#[test]
fn without_a_connection_the_login_says_so() {
    let shop = Shop::of_guest();
    let page = show(&shop);
    send_number(&page, "+15550100199");
    shop.api.request_code.fail(ApiError::network());
    assert_eq!(page.get("login-error").text(), ApiError::network().message);
}

#[test]
fn a_sent_code_leads_to_the_second_step() {
    let shop = Shop::of_guest();
    let page = show(&shop);
    send_number(&page, "+15550100199");
    shop.api.request_code.answer(challenge());
    assert_eq!(page.get("login-sent-to").text(), "+15550100199");
    assert!(page.find("login-phone").is_none());
}

//! The second step: the code.

use std::time::Duration;

use shared_store::{select_display_name, select_is_logged_in};
use shop_api::ApiError;
use shop_testing::{Shop, session};

use super::{challenge, error, send_number, show, show_code_step};

#[test]
fn the_right_code_logs_in_and_leads_on() {
    let shop = Shop::of_guest();
    let page = show_code_step(&shop);
    page.get("login-code").type_text("123456");
    page.get("login-submit").click();
    let asked = shop.api.verify_code.asked();
    assert_eq!(
        (asked[0].challenge_id.as_str(), asked[0].code.as_str()),
        ("c1", "123456")
    );
    shop.api.verify_code.answer(session());
    assert_eq!(page.roles("status")[0].text(), "You are logged in.");
    assert!(shop.store.select(select_is_logged_in));
    assert_eq!(shop.store.select(select_display_name).as_deref(), Some("Ada"));
    assert_eq!(shop.addresses.calls(), ["/"]);
}

#[test]
fn a_code_without_six_digits_is_refused_without_a_request() {
    let shop = Shop::of_guest();
    let page = show_code_step(&shop);
    page.get("login-code").type_text("123");
    page.get("login-submit").click();
    assert_eq!(
        page.get("login-error").text(),
        "Please enter the six digits of the code."
    );
    assert!(page.focused() == page.find("login-code"));
    assert!(shop.api.verify_code.asked().is_empty());
}

#[test]
fn only_digits_stay_in_the_field() {
    let page = show_code_step(&Shop::of_guest());
    page.get("login-code").type_text("Your code: 12 34-56");
    assert_eq!(page.get("login-code").value(), "123456");
}

#[test]
fn a_wrong_code_may_be_tried_again() {
    let shop = Shop::of_guest();
    let page = show_code_step(&shop);
    page.get("login-code").type_text("111111");
    page.get("login-submit").click();
    shop.api.verify_code.fail(error("code_wrong", "That is not the code."));
    assert_eq!(page.get("login-error").text(), "That is not the code.");
    assert!(!page.get("login-submit").is("disabled"));
    assert!(!shop.store.select(select_is_logged_in));
}

#[test]
fn a_spent_code_needs_a_new_one_at_once() {
    for code in ["code_expired", "too_many_tries", "challenge_unknown"] {
        let shop = Shop::of_guest();
        let page = show_code_step(&shop);
        page.get("login-code").type_text("111111");
        page.get("login-submit").click();
        shop.api.verify_code.fail(error(code, "It is used up."));
        assert_eq!(page.get("login-countdown").text(), "This code is used up.", "{code}");
        assert!(page.get("login-submit").is("disabled"), "{code}");
        page.get("login-resend").click();
        assert_eq!(shop.api.request_code.asked()[1].resend_of, None, "{code}");
    }
}

#[test]
fn a_new_code_may_be_requested_after_the_wait() {
    let shop = Shop::of_guest();
    let page = show_code_step(&shop);
    assert_eq!(page.get("login-countdown").text(), "New code in 0:30");
    assert!(page.get("login-resend").is("disabled"));
    page.advance(Duration::from_secs(21));
    assert_eq!(page.get("login-countdown").text(), "New code in 0:09");
    page.advance(Duration::from_secs(9));
    assert_eq!(page.get("login-countdown").text(), "No code yet?");
    page.get("login-resend").click();
    assert_eq!(shop.api.request_code.asked()[1].resend_of.as_deref(), Some("c1"));
}

#[test]
fn a_new_code_begins_the_wait_again_and_empties_the_field() {
    let shop = Shop::of_guest();
    let page = show_code_step(&shop);
    page.get("login-code").type_text("111111");
    page.advance(Duration::from_secs(30));
    page.get("login-resend").click();
    assert_eq!(page.get("login-resend").attribute("aria-busy").as_deref(), Some("true"));
    shop.api.request_code.answer(challenge());
    assert_eq!(page.get("login-countdown").text(), "New code in 0:30");
    assert_eq!(page.get("login-code").value(), "");
}

#[test]
fn the_wait_of_the_server_counts_when_a_request_comes_too_soon() {
    let shop = Shop::of_guest();
    let page = show_code_step(&shop);
    page.advance(Duration::from_secs(30));
    page.get("login-resend").click();
    let mut too_soon = error("resend_too_soon", "Wait a little.");
    too_soon.retry_after_ms = Some(65_000);
    shop.api.request_code.fail(too_soon);
    assert_eq!(page.get("login-countdown").text(), "New code in 1:05");
}

#[test]
fn the_timer_ends_with_the_step() {
    let shop = Shop::of_guest();
    let page = show_code_step(&shop);
    page.get("login-change-number").click();
    page.advance(Duration::from_secs(60));
    assert!(page.find("login-countdown").is_none());
}

#[test]
fn changing_the_number_keeps_what_was_typed() {
    let shop = Shop::of_guest();
    let page = show_code_step(&shop);
    page.get("login-change-number").click();
    assert_eq!(page.get("login-phone").value(), "+1 555 010 0199");
    send_number(&page, "+1 555 010 0200");
    assert_eq!(shop.api.request_code.asked()[1].phone, "+15550100200");
}

#[test]
fn the_code_of_a_demo_shop_is_shown() {
    let shop = Shop::of_guest();
    let page = show(&shop);
    send_number(&page, "+15550100199");
    let mut challenge = challenge();
    challenge.demo_code = Some("654321".into());
    shop.api.request_code.answer(challenge);
    assert_eq!(page.get("login-demo-code").text(), "654321");
    assert!(!page.get("login-demo").is_hidden());
}

#[test]
fn a_code_of_a_real_shop_is_not() {
    assert!(show_code_step(&Shop::of_guest()).get("login-demo").is_hidden());
}

#[test]
fn a_login_counts_after_the_shopper_has_left_the_page() {
    let shop = Shop::of_guest();
    let page = show_code_step(&shop);
    page.get("login-code").type_text("123456");
    page.get("login-submit").click();
    drop(page);
    shop.api.verify_code.answer(session());
    assert!(show(&shop).text().contains("You are logged in."));
}

#[test]
fn while_the_code_is_checked_nothing_else_is_sent() {
    let shop = Shop::of_guest();
    let page = show_code_step(&shop);
    page.get("login-code").type_text("123456");
    page.get("login-submit").click();
    page.get("login-submit").click();
    page.get("login-change-number").click();
    assert_eq!(shop.api.verify_code.asked().len(), 1);
    assert!(page.find("login-code").is_some());
    shop.api.verify_code.fail(ApiError::timeout());
    assert_eq!(page.get("login-error").text(), ApiError::timeout().message);
}

//! The login, depending on the session.

use shared_store::UserAction;
use shop_props::SessionProblem;
use shop_testing::Shop;
use tarn_federation::testing::Recorder;

use super::{props, show};
use crate::otp_verify::OtpVerify;
use tarn_view::view;

#[test]
fn until_the_session_is_known_the_login_is_loading() {
    let page = show(&Shop::new());
    assert_eq!(
        page.roles("status")[0].attribute("aria-label").as_deref(),
        Some("Loading the login")
    );
    assert!(page.find("login-phone").is_none());
}

#[test]
fn a_guest_is_asked_for_the_phone_number() {
    let shop = Shop::of_guest();
    let page = show(&shop);
    assert!(page.get("login-submit").text() == "Send code" && page.find("login-unknown").is_none());
    assert!(shop.addresses.calls().is_empty());
}

#[test]
fn a_logged_in_shopper_is_sent_to_the_requested_page() {
    for (return_to, address) in [
        (None, "/"),
        (Some("/cart?x=1"), "/cart?x=1"),
        (Some("//evil.example"), "/"),
    ] {
        let shop = Shop::logged_in();
        let mut props = props(&shop);
        props.return_to = return_to.map(str::to_owned);
        let page = shop.mount(|props| view! { <OtpVerify props/> }, props);
        assert_eq!(page.roles("status")[0].text(), "You are logged in.");
        assert_eq!(shop.addresses.calls(), [address]);
    }
}

#[test]
fn the_page_that_required_the_login_is_named() {
    let shop = Shop::of_guest();
    let mut props = props(&shop);
    props.return_to = Some("/orders".into());
    let page = shop.mount(|props| view! { <OtpVerify props/> }, props.clone());
    assert_eq!(page.get("login-reason").text(), "Log in to see your orders.");
    props.return_to = Some("/cart".into());
    page.update(props);
    assert_eq!(page.get("login-reason").text(), "Log in to see your cart.");
}

#[test]
fn an_unknown_session_has_a_notice_and_a_working_login() {
    let shop = Shop::new();
    let mut props = props(&shop);
    props.session_problem = Some(SessionProblem::Waiting);
    let page = shop.mount(|props| view! { <OtpVerify props/> }, props);
    assert!(page.find("login-unknown").is_some() && page.find("login-phone").is_some());
}

#[test]
fn the_session_is_checked_again_once() {
    let (shop, checks) = (Shop::new(), Recorder::new());
    let mut props = props(&shop);
    props.session_problem = Some(SessionProblem::Waiting);
    props.check_session = Some(checks.callback());
    let page = shop.mount(|props| view! { <OtpVerify props/> }, props.clone());
    page.get("login-check-again").click();
    assert_eq!(checks.calls().len(), 1);
    props.session_problem = Some(SessionProblem::Checking);
    page.update(props);
    let button = page.get("login-check-again");
    assert_eq!(button.attribute("aria-busy").as_deref(), Some("true"));
    button.click();
    assert_eq!(checks.calls().len(), 1);
}

#[test]
fn the_notice_ends_when_the_session_is_known() {
    let shop = Shop::new();
    let mut props = props(&shop);
    props.session_problem = Some(SessionProblem::Waiting);
    let page = shop.mount(|props| view! { <OtpVerify props/> }, props);
    shop.dispatch(UserAction::Restored);
    assert!(page.find("login-unknown").is_none() && page.find("login-phone").is_some());
}

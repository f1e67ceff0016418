//! Logging out.

use shared_store::{User, UserAction, select_is_logged_in};
use shop_api::ApiError;
use shop_testing::Shop;

use super::show;

#[test]
fn a_logout_ends_the_session_and_leads_to_the_start() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    page.get("logout").click();
    assert_eq!(page.get("logout").attribute("aria-busy").as_deref(), Some("true"));
    assert!(shop.store.select(select_is_logged_in));
    shop.api.log_out.answer(());
    page.settle();
    assert!(!shop.store.select(select_is_logged_in));
    assert_eq!(shop.addresses.calls(), ["/"]);
    assert_eq!(shop.toasts.calls(), ["You are logged out."]);
}

#[test]
fn without_a_connection_the_shopper_is_logged_out_on_the_device() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    page.get("logout").click();
    shop.api.log_out.fail(ApiError::network());
    page.settle();
    assert!(!shop.store.select(select_is_logged_in));
    assert!(shop.toasts.calls()[0].starts_with("You are logged out on this device."));
}

#[test]
fn a_second_press_sends_nothing() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    page.get("logout").click();
    page.get("logout").click();
    assert_eq!(shop.api.log_out.asked().len(), 1);
}

#[test]
fn a_late_answer_logs_nobody_else_out() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    page.get("logout").click();
    shop.dispatch(UserAction::ClearUser);
    let user = User {
        id: "eve".into(),
        ..User::default()
    };
    shop.dispatch(UserAction::SetUser { user });
    shop.dispatch(UserAction::SetIsLoggedIn { is_logged_in: true });
    shop.api.log_out.answer(());
    page.settle();
    assert!(shop.store.select(select_is_logged_in));
}

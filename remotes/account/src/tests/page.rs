//! The states of the account page.

use shared_store::UserAction;
use shop_api::queries::{chat, profile, tickets};
use shop_testing::Shop;
use shop_wishlist::{WishlistState, toggle};

use super::show;

#[test]
fn until_the_session_is_known_the_page_is_loading_and_asks_for_nothing() {
    let shop = Shop::new();
    let page = show(&shop);
    assert_eq!(
        page.roles("status")[0].attribute("aria-label").as_deref(),
        Some("Loading your account")
    );
    assert_eq!(shop.answers.requests(&profile()), 0);
    assert!(shop.addresses.calls().is_empty());
}

#[test]
fn a_guest_is_redirected_and_may_log_in() {
    let shop = Shop::of_guest();
    let page = show(&shop);
    assert_eq!(page.role("link", "Log in").attribute("href").as_deref(), Some("/login"));
    assert_eq!(shop.addresses.calls(), ["/login"]);
}

#[test]
fn the_sections_of_a_shopper_load_on_their_own() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    page.settle();
    let requests = (
        shop.answers.requests(&profile()),
        shop.answers.requests(&tickets()),
        shop.answers.requests(&chat()),
    );
    assert_eq!(requests, (1, 1, 1));
    assert!(!page.get("tickets-loading").is_hidden() && !page.get("chat-loading").is_hidden());
}

#[test]
fn an_expired_session_leads_to_the_login() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    shop.dispatch(UserAction::SessionExpired);
    assert!(page.find("profile-form").is_none());
    assert_eq!(shop.addresses.calls(), ["/login"]);
}

#[test]
fn a_link_to_a_section_focuses_its_title_and_changes_no_address() {
    let page = show(&Shop::logged_in());
    let link = page.role("link", "Support");
    assert!(!link.send("click"));
    assert!(page.focused() == Some(page.role("heading", "Support")));
}

#[test]
fn the_tabs_count_the_products_that_are_kept_for_later() {
    let shop = Shop::logged_in();
    assert!(shop.store.register_slice::<WishlistState>(|| {}).is_ok());
    let page = show(&shop);
    assert_eq!(page.get("wishlist-count").text(), "0");
    shop.dispatch(toggle(false, "p1"));
    assert_eq!(page.get("wishlist-count").text(), "1");
}

//! The states of the cart page.

use shared_store::{CartAction, ContextAction, UserAction};
use shop_api::events::{EventDetail, EventType};
use shop_testing::{Shop, line};

use super::{props, show};

#[test]
fn until_the_session_is_known_the_page_is_loading_and_redirects_nobody() {
    let shop = Shop::new();
    let page = show(&shop);
    assert_eq!(
        page.roles("status")[0].attribute("aria-label").as_deref(),
        Some("Loading your cart")
    );
    assert!(shop.addresses.calls().is_empty());
}

#[test]
fn a_guest_is_redirected_to_the_login_and_sees_no_cart() {
    let shop = Shop::of_guest();
    shop.fill_cart([line("p1", 1_450, 1)]);
    let page = show(&shop);
    assert_eq!(shop.addresses.calls(), ["/login"]);
    assert!(page.all("cart-line").is_empty());
}

#[test]
fn the_redirect_waits_for_the_session() {
    let shop = Shop::new();
    let page = show(&shop);
    shop.dispatch(UserAction::Restored);
    assert_eq!(page.text(), "Your cart");
    assert_eq!(shop.addresses.calls(), ["/login"]);
}

#[test]
fn a_login_elsewhere_shows_the_cart_at_once() {
    let shop = Shop::new();
    shop.fill_cart([line("p1", 1_450, 1)]);
    let page = show(&shop);
    assert!(page.find("cart-line").is_none());
    shop.log_in();
    assert!(page.get("cart-line").text().contains("Product p1"));
    assert!(shop.addresses.calls().is_empty());
}

#[test]
fn an_expired_session_hides_the_cart_and_leads_to_the_login() {
    let shop = Shop::logged_in();
    shop.fill_cart([line("p1", 1_450, 1)]);
    let page = show(&shop);
    shop.dispatch(UserAction::SessionExpired);
    assert!(page.all("cart-line").is_empty());
    assert_eq!(shop.addresses.calls(), ["/login"]);
}

#[test]
fn the_latest_callback_of_the_host_is_called() {
    let (shop, later) = (Shop::logged_in(), Shop::of_guest());
    let page = show(&shop);
    page.update(props(&later));
    shop.dispatch(UserAction::SessionExpired);
    page.settle();
    assert!(shop.addresses.calls().is_empty());
    assert_eq!(later.addresses.calls(), ["/login"]);
}

#[test]
fn an_empty_cart_leads_to_the_products() {
    let page = show(&Shop::logged_in());
    let empty = page.get("cart-empty");
    assert_eq!(
        empty.role("link", "See the products").attribute("href").as_deref(),
        Some("/products")
    );
    assert!(page.find("go-to-checkout").is_none());
}

#[test]
fn the_first_line_replaces_the_notice_of_an_empty_cart() {
    let shop = Shop::logged_in();
    let page = show(&shop);
    assert!(page.find("cart-empty").is_some());
    shop.dispatch(CartAction::AddToCart(line("p1", 1_450, 1)));
    assert!(page.find("cart-empty").is_none());
    assert_eq!(page.all("cart-line").len(), 1);
}

#[test]
fn a_full_cart_lists_its_lines_with_prices_in_dollars() {
    let shop = Shop::logged_in();
    shop.fill_cart([line("p1", 1_450, 2), line("p2", 123_456, 10)]);
    let page = show(&shop);
    let lines = page.all("cart-line");
    assert_eq!(
        lines[0].text(),
        "Buy Product p1 now Product p1 $14.50 each − + Together $29.00 Remove"
    );
    assert_eq!(
        lines[1].text(),
        "Buy Product p2 now Product p2 $1,234.56 each − + Together $12,345.60 Remove"
    );
    assert_eq!(page.get("cart-total").text(), "$12,374.60");
    assert!(page.text().contains("Subtotal (12 items)"), "{}", page.text());
}

#[test]
fn a_line_links_to_its_product_and_shows_its_picture() {
    let shop = Shop::logged_in();
    shop.fill_cart([line("p1", 1_450, 1)]);
    let page = show(&shop);
    assert_eq!(
        page.role("link", "Product p1").attribute("href").as_deref(),
        Some("/product/p1")
    );
    assert_eq!(page.roles("img")[0].attribute("src").as_deref(), Some("/images/p1.svg"));
}

#[test]
fn a_line_without_a_picture_has_a_placeholder() {
    let shop = Shop::logged_in();
    let mut line = line("p1", 1_450, 1);
    line.image = String::new();
    shop.fill_cart([line]);
    let page = show(&shop);
    assert!(page.roles("img").is_empty());
    assert!(page.html().contains(r#"<span class="thumb"></span>"#));
}

#[test]
fn names_are_text_and_never_html() {
    let shop = Shop::logged_in();
    let mut line = line("p1", 1_450, 1);
    line.name = "<b onclick=\"x\">&".into();
    shop.fill_cart([line]);
    let html = show(&shop).html();
    assert!(
        html.contains("&lt;b onclick=\"x\"&gt;&amp;</a>") && !html.contains("<b onclick"),
        "{html}"
    );
}

#[test]
fn opening_the_page_is_an_event_with_the_contents_of_the_cart() {
    let shop = Shop::logged_in();
    shop.fill_cart([line("p1", 1_450, 2)]);
    let page = show(&shop);
    shop.dispatch(ContextAction::SetLocale { locale: "de-DE".into() });
    page.settle();
    let opened = EventDetail {
        pieces: 2,
        total_cents: 2_900,
    };
    assert_eq!(shop.api.events(), [(EventType::CartOpen, opened)]);
}

//! Editing the lines of the cart.

use shared_store::{CartAction, CartState, MAX_QUANTITY};
use shop_testing::{Shop, line};
use tarn_federation::testing::{Element, Exposed};

use super::show;

/// A page with one line of two pieces, and its line.
fn two_pieces() -> (Shop, Exposed<shop_props::CartPageProps>, Element) {
    let shop = Shop::logged_in();
    shop.fill_cart([line("p1", 1_450, 2)]);
    let page = show(&shop);
    let line = page.get("cart-line");
    (shop, page, line)
}

fn quantity(shop: &Shop) -> u32 {
    shop.store.select(|cart: &CartState| cart.lines[0].quantity)
}

#[test]
fn the_buttons_change_the_quantity_by_one() {
    let (shop, page, line) = two_pieces();
    line.role("button", "One Product p1 more").click();
    assert_eq!((quantity(&shop), page.get("cart-total").text().as_str()), (3, "$43.50"));
    line.role("button", "One Product p1 less").click();
    line.role("button", "One Product p1 less").click();
    assert_eq!((quantity(&shop), line.get("qty-input").value().as_str()), (1, "1"));
}

#[test]
fn at_the_last_piece_less_does_nothing_and_says_so() {
    let (shop, _page, line) = two_pieces();
    let less = line.role("button", "One Product p1 less");
    assert_eq!(less.attribute("aria-disabled").as_deref(), Some("false"));
    less.click();
    assert_eq!(less.attribute("aria-disabled").as_deref(), Some("true"));
    less.click();
    assert_eq!(quantity(&shop), 1);
}

#[test]
fn at_the_maximum_more_does_nothing_and_says_so() {
    let (shop, _page, line) = two_pieces();
    line.get("qty-input").type_text(&MAX_QUANTITY.to_string());
    let more = line.role("button", "One Product p1 more");
    assert_eq!(more.attribute("aria-disabled").as_deref(), Some("true"));
    more.click();
    assert_eq!(quantity(&shop), MAX_QUANTITY);
}

#[test]
fn a_typed_quantity_is_that_of_the_cart() {
    let (shop, page, line) = two_pieces();
    line.get("qty-input").type_text(" 7 ");
    assert_eq!(
        (quantity(&shop), page.get("cart-total").text().as_str()),
        (7, "$101.50")
    );
}

#[test]
fn an_unusable_quantity_is_refused_beside_the_field_and_changes_nothing() {
    for typed in ["0", "-1", "1.5", "many", "1000000"] {
        let (shop, page, line) = two_pieces();
        line.get("qty-input").type_text(typed);
        let field = line.get("qty-input");
        assert_eq!(field.attribute("aria-invalid").as_deref(), Some("true"), "{typed}");
        let message = format!("Please enter a number from 1 to {MAX_QUANTITY}.");
        assert_eq!(page.roles("alert")[0].text(), message, "{typed}");
        assert_eq!(quantity(&shop), 2, "{typed}");
    }
}

#[test]
fn an_empty_field_is_no_mistake_and_shows_the_quantity_again_when_it_is_left() {
    let (shop, page, line) = two_pieces();
    let field = line.get("qty-input");
    field.type_text("");
    assert_eq!(page.roles("alert")[0].text(), "");
    field.leave();
    assert_eq!((field.value().as_str(), quantity(&shop)), ("2", 2));
}

#[test]
fn leaving_the_field_ends_the_message_about_it() {
    let (_shop, page, line) = two_pieces();
    let field = line.get("qty-input");
    field.type_text("x");
    field.leave();
    assert_eq!(page.roles("alert")[0].text(), "");
    assert_eq!(field.attribute("aria-invalid").as_deref(), Some("false"));
}

#[test]
fn the_arrow_keys_change_the_quantity_and_leave_the_caret() {
    let (shop, _page, line) = two_pieces();
    let field = line.get("qty-input");
    assert!(!field.press_key("ArrowUp"));
    assert_eq!(quantity(&shop), 3);
    assert!(!field.press_key("ArrowDown"));
    assert!(field.press_key("ArrowLeft"));
    assert_eq!(quantity(&shop), 2);
}

#[test]
fn a_quantity_that_another_app_sets_is_shown() {
    let (shop, page, line) = two_pieces();
    let product_id = "p1".to_owned();
    shop.dispatch(CartAction::UpdateQuantity {
        product_id,
        quantity: 5,
    });
    assert_eq!(line.get("qty-input").value(), "5");
    assert!(page.text().contains("Subtotal (5 items)"));
}

#[test]
fn a_new_price_is_shown_on_the_line_and_in_the_total() {
    let (shop, page, line) = two_pieces();
    let product_id = "p1".to_owned();
    shop.dispatch(CartAction::UpdatePrice {
        product_id,
        price_cents: 999,
    });
    assert!(line.text().contains("$9.99 each"), "{}", line.text());
    assert_eq!(page.get("cart-total").text(), "$19.98");
}

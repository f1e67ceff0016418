//! The mini cart of the header.

use shared_store::CartAction;
use shop_testing::{Shop, line};

use super::show_mini_cart;

#[test]
fn an_empty_mini_cart_has_no_subtotal() {
    let page = show_mini_cart(&Shop::new());
    assert_eq!(page.text(), "Your cart is empty. Open the cart");
    assert!(page.get("mini-cart-total").is_hidden());
}

#[test]
fn it_lists_pieces_prices_and_the_subtotal_without_a_login() {
    let shop = Shop::of_guest();
    shop.fill_cart([line("p1", 1_450, 2), line("p2", 50, 1)]);
    let page = show_mini_cart(&shop);
    let lines = page.all("mini-cart-line");
    assert_eq!(lines[0].text(), "Product p1 2 at $14.50 each Together $29.00");
    assert_eq!(page.get("mini-cart-total").text(), "$29.50");
    assert!(page.text().starts_with("3 items"), "{}", page.text());
}

#[test]
fn it_shows_four_lines_and_the_number_of_the_others() {
    let shop = Shop::new();
    shop.fill_cart((1..=6).map(|number| line(&format!("p{number}"), 100, 1)));
    let page = show_mini_cart(&shop);
    assert_eq!(page.all("mini-cart-line").len(), 4);
    assert!(page.text().contains("and 2 more"), "{}", page.text());
    for product_id in ["p5", "p6"] {
        shop.dispatch(CartAction::RemoveFromCart {
            product_id: product_id.into(),
        });
    }
    assert!(!page.text().contains("more"), "{}", page.text());
}

#[test]
fn one_piece_is_one_item() {
    let shop = Shop::new();
    shop.fill_cart([line("p1", 100, 1)]);
    assert!(show_mini_cart(&shop).text().starts_with("1 item Product p1"));
}

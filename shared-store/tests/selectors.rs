//! Selectors of the state.

use shared_store::*;

fn line(product_id: &str, quantity: u32) -> CartLine {
    CartLine {
        product_id: product_id.into(),
        name: "Mug".into(),
        price_cents: 1450,
        quantity,
        image: String::new(),
    }
}

#[test]
fn the_totals_are_exact_at_the_limits() {
    let lines = (0..MAX_LINES)
        .map(|index| CartLine {
            price_cents: MAX_PRICE_CENTS,
            ..line(&format!("p{index}"), MAX_QUANTITY)
        })
        .collect();
    let store = make_store(StoreOptions::default());
    store.dispatch(CartAction::ReplaceCart { lines }).unwrap();
    assert_eq!(store.select(select_total_cart_items), 1_998_000);
    let subtotal = store.select(select_cart_subtotal_cents);
    assert!(subtotal < (1 << 53), "{subtotal} must be exact in JavaScript");
}

#[test]
fn the_display_name_of_a_shopper_is_the_name_or_else_the_phone_number() {
    let store = make_store(StoreOptions::default());
    let user = User {
        id: "u1".into(),
        phone: "+15550100".into(),
        ..User::default()
    };
    store.dispatch(UserAction::SetUser { user: user.clone() }).unwrap();
    assert_eq!(store.select(select_display_name).as_deref(), Some("+15550100"));
    let name = Some("Ada".to_owned());
    store
        .dispatch(UserAction::SetUser {
            user: User { name, ..user },
        })
        .unwrap();
    assert_eq!(store.select(select_display_name).as_deref(), Some("Ada"));
}

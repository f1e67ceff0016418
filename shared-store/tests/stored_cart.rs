//! Restoration of a stored cart.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail the test")]

use std::cell::Cell;
use std::rc::Rc;

use serde_json::{Value, json};

use shared_store::bridge::{Bridge, BridgeConfig};
use shared_store::persistence::{MAX_STORED_LENGTH, StaleGuard};
use shared_store::store::TAB_NAME;
use shared_store::*;

fn line(quantity: u32) -> Value {
    json!({"productId": "p1", "name": "Mug", "priceCents": 1450, "quantity": quantity, "image": ""})
}

fn restore(store: &Store, guard: &StaleGuard, stored: &Value) -> Result<(), String> {
    let state = CART
        .open(&tarn_wire::to_vec(stored))
        .map_err(|error| error.to_string())?;
    restore_cart(store, &state, guard)
}

/// The stored JSON of the largest cart whose texts consist of this character.
fn fullest(character: char) -> String {
    let text = |length: usize| character.to_string().repeat(length / character.len_utf8());
    let line = |index: usize| CartLine {
        product_id: format!("{index:04}") + &text(496),
        name: text(500),
        price_cents: MAX_PRICE_CENTS,
        quantity: MAX_QUANTITY,
        image: text(500),
    };
    let lines = (0..MAX_LINES).map(line).collect();
    let store = make_store(StoreOptions::default());
    store.dispatch(CartAction::ReplaceCart { lines }).unwrap();
    let state = store.owner().unwrap().peek("cart").unwrap();
    let sealed = CART.seal(state, 1_763_700_000_000.0);
    tarn_wire::from_slice::<Value>(&sealed).unwrap().to_string()
}

#[test]
fn every_cart_that_a_browser_can_store_is_readable() {
    for character in ['a', '漢'] {
        assert!(fullest(character).len() < MAX_STORED_LENGTH as usize / 2, "{character}");
    }
    // The escaped text is longer than a browser stores, or within the limit.
    const KEPT_UNITS: usize = 5 << 20;
    for character in ['"', '\u{1}'] {
        let text = fullest(character);
        assert!(
            text.len() < MAX_STORED_LENGTH as usize || text.encode_utf16().count() > KEPT_UNITS,
            "{character:?}"
        );
    }
}

fn restored(stored: &Value) -> Result<u32, String> {
    let store = make_store(StoreOptions::default());
    let guard = StaleGuard::on(store.owner().unwrap(), "cart");
    restore(&store, &guard, stored)?;
    Ok(store.select(select_total_cart_items))
}

#[test]
fn both_versions_of_a_stored_cart_are_restored() {
    assert_eq!(restored(&json!({"schema": 1, "lines": [line(3)]})), Ok(3));
    assert_eq!(
        restored(&json!({"schema": 2, "savedAt": 1, "state": {"lines": [line(3)], "updatedSeq": 9}})),
        Ok(3)
    );
}

#[test]
fn the_quantity_of_a_stored_line_is_capped() {
    let stored = json!({"schema": 1, "lines": [line(10_000_000)]});
    assert_eq!(restored(&stored), Ok(MAX_QUANTITY));
}

#[test]
fn the_purchase_is_restored_with_the_cart() {
    let purchase = json!({"id": "purchase-1", "userId": "u1", "productIds": ["p1"]});
    let state = json!({"lines": [line(3)], "updatedSeq": 9, "purchase": purchase, "placed": ["purchase-0"]});
    let store = make_store(StoreOptions::default());
    let guard = StaleGuard::on(store.owner().unwrap(), "cart");
    restore(&store, &guard, &json!({"schema": 2, "savedAt": 1, "state": state})).unwrap();
    assert_eq!(store.select(select_purchase).unwrap().id, "purchase-1");
    assert_eq!(store.select(|cart: &CartState| cart.placed.clone()), ["purchase-0"]);
}

#[test]
fn a_stored_cart_that_the_reducer_refuses_is_an_error() {
    for stored in [
        json!({"schema": 1, "lines": [line(0)]}),
        json!({"schema": 1, "lines": [{"productId": 7, "quantity": "many"}]}),
        json!({"schema": 2, "state": {"lines": [line(0)]}}),
        json!({"schema": 2, "state": {"items": []}}),
        json!({"schema": 1}),
    ] {
        assert!(restored(&stored).is_err(), "{stored}");
    }
}

#[test]
fn a_late_restore_does_not_overwrite_newer_actions() {
    let stored = json!({"schema": 1, "lines": [line(3)]});
    let acts = [
        CartAction::ClearCart,
        CartAction::AddToCart(CartLine {
            product_id: "p2".into(),
            quantity: 1,
            ..CartLine::default()
        }),
    ];
    for act in acts {
        let store = make_store(StoreOptions::default());
        let guard = StaleGuard::on(store.owner().unwrap(), "cart");
        store.dispatch(act).unwrap();
        let cart = store.select(CartState::clone);
        restore(&store, &guard, &stored).unwrap();
        assert_eq!(store.select(CartState::clone), cart);
    }
    let store = make_store(StoreOptions::default());
    let guard = StaleGuard::on(store.owner().unwrap(), "cart");
    store.dispatch(UserAction::ClearUser).unwrap();
    restore(&store, &guard, &stored).unwrap();
    assert_eq!(store.select(select_total_cart_items), 0, "the user has logged out");
}

#[test]
fn a_restore_may_be_repeated_before_the_first_action() {
    let store = make_store(StoreOptions::default());
    let guard = StaleGuard::on(store.owner().unwrap(), "cart");
    restore(&store, &guard, &json!({"schema": 1, "lines": [line(1)]})).unwrap();
    restore(&store, &guard, &json!({"schema": 1, "lines": [line(2)]})).unwrap();
    assert_eq!(store.select(select_total_cart_items), 2);
}

#[test]
fn a_cart_from_storage_is_not_sent_to_other_tabs() {
    let store = make_store(StoreOptions::default());
    let owner = store.owner().unwrap();
    let bridge = Rc::new(Bridge::new("here", is_login));
    bridge.configure(BridgeConfig {
        enabled: true,
        allow: vec!["cart/*".into()],
        dual_write: false,
    });
    let sent = Rc::new(Cell::new(0));
    owner
        .listen("*", {
            let (store, bridge, sent) = (store.clone(), Rc::clone(&bridge), Rc::clone(&sent));
            move |applied| {
                if bridge.is_for_others(store.owner().unwrap(), applied) {
                    sent.set(sent.get() + 1);
                }
            }
        })
        .forever();
    restore(
        &store,
        &StaleGuard::on(owner, "cart"),
        &json!({"schema": 1, "lines": [line(2)]}),
    )
    .unwrap();
    assert_eq!((store.select(select_total_cart_items), sent.get()), (2, 0));
    // Two guards keep it here, and each alone is enough.
    assert_eq!(&*owner.log().pop().unwrap().applied.from, TAB_NAME);
    assert!(!owner.crosses_tabs(CartAction::RESTORE_CART));
    store.dispatch(CartAction::ClearCart).unwrap();
    assert_eq!(sent.get(), 1, "an action of the shopper is sent");
}

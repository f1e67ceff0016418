//! Selectors as components use them: narrow memos over a slice.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;
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
fn a_selector_follows_its_slice_and_runs_for_no_other() {
    let owner = Owner::new();
    owner.set();
    let store = make_store(StoreOptions::default());
    hooks::provide(store.clone());
    let runs = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&runs);
    let total = use_selector(move |cart: &CartState| {
        counted.fetch_add(1, Ordering::Relaxed);
        select_total_cart_items(cart)
    });
    assert_eq!(total.get_untracked(), 0);
    let dispatch = use_dispatch();
    dispatch(CartAction::AddToCart(line("p1", 2))).unwrap();
    assert_eq!(total.get_untracked(), 2);
    assert_eq!(runs.load(Ordering::Relaxed), 2);
    store.dispatch(ContextAction::SetTheme { theme: Theme::Dark }).unwrap();
    assert_eq!(total.get_untracked(), 2);
    assert_eq!(
        runs.load(Ordering::Relaxed),
        2,
        "another slice's change must not run it"
    );
    dispatch(CartAction::UpdateQuantity {
        product_id: "p1".into(),
        quantity: 2,
    })
    .unwrap();
    assert_eq!(total.get_untracked(), 2);
    assert_eq!(
        runs.load(Ordering::Relaxed),
        2,
        "an action that changes nothing must not run it"
    );
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
    assert_eq!(store.select(select_total_cart_items), 2_000_000_000);
    let subtotal = store.select(select_cart_subtotal_cents);
    assert!(subtotal < (1 << 53), "{subtotal} must be exact in JavaScript");
}

#[test]
fn the_shopper_is_called_by_name_or_else_by_phone() {
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

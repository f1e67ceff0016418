//! A purchase from its beginning to its order on the payment page.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail the test")]

use shared_store::*;
use shop_checkout::{Confirmation, DisplayedPurchase, select_shown_purchase};

fn line(product_id: &str, quantity: u32) -> CartLine {
    CartLine {
        product_id: product_id.into(),
        price_cents: 100,
        quantity,
        ..CartLine::default()
    }
}

fn purchase(id: &str, product_ids: &[&str]) -> CartAction {
    CartAction::BeginPurchase(Purchase {
        id: id.into(),
        user_id: "u1".into(),
        product_ids: product_ids.iter().map(|id| (*id).to_owned()).collect(),
    })
}

fn store_with(lines: &[CartLine]) -> Store {
    let store = make_store(StoreOptions::default());
    for line in lines {
        store.dispatch(CartAction::AddToCart(line.clone())).unwrap();
    }
    store
}

fn shown(store: &Store) -> Vec<(String, u32)> {
    let lines = store.select(select_shown_purchase).map(|shown| shown.lines);
    let line = |line: CartLine| (line.product_id, line.quantity);
    lines.unwrap_or_default().into_iter().map(line).collect()
}

fn placed(store: &Store, id: &str, lines: &[(&str, u32)]) {
    let bought = |(product_id, quantity): &(&str, u32)| BoughtLine {
        product_id: (*product_id).into(),
        quantity: *quantity,
    };
    let lines = lines.iter().map(bought).collect();
    store
        .dispatch(CartAction::PurchasePlaced { id: id.into(), lines })
        .unwrap();
}

#[test]
fn the_selected_lines_follow_the_cart() {
    let store = store_with(&[line("p1", 1), line("p2", 2), line("p3", 3)]);
    assert_eq!(shown(&store), []);
    store.dispatch(purchase("purchase-1", &["p3", "p1"])).unwrap();
    assert_eq!(shown(&store), [("p1".into(), 1), ("p3".into(), 3)]);
    let product_id = String::from("p1");
    store
        .dispatch(CartAction::UpdateQuantity {
            product_id,
            quantity: 5,
        })
        .unwrap();
    let product_id = String::from("p3");
    store.dispatch(CartAction::RemoveFromCart { product_id }).unwrap();
    assert_eq!(shown(&store), [("p1".into(), 5)]);
    store.dispatch(CartAction::ClearCart).unwrap();
    assert_eq!(shown(&store), []);
}

#[test]
fn a_purchase_keeps_its_id_until_it_is_placed_and_the_next_one_gets_a_new_id() {
    let store = store_with(&[line("p1", 1), line("p2", 1)]);
    let id = || store.select(select_purchase).map(|purchase| purchase.id);
    store.dispatch(purchase("purchase-1", &["p1"])).unwrap();
    store.dispatch(purchase("purchase-2", &["p2"])).unwrap();
    assert_eq!(id().as_deref(), Some("purchase-1"));
    placed(&store, "purchase-1", &[("p2", 1)]);
    assert_eq!(id(), None);
    assert!(store.dispatch(purchase("purchase-1", &["p1"])).is_err());
    store.dispatch(purchase("purchase-2", &["p1"])).unwrap();
    assert_eq!(id().as_deref(), Some("purchase-2"));
}

#[test]
fn two_tabs_that_begin_at_the_same_moment_agree_on_one_id() {
    let (a, b) = (store_with(&[line("p1", 1)]), store_with(&[line("p1", 1)]));
    let begins = [purchase("purchase-a", &["p1"]), purchase("purchase-b", &["p1"])];
    a.dispatch(begins[0].clone()).unwrap();
    b.dispatch(begins[1].clone()).unwrap();
    a.dispatch(begins[1].clone()).unwrap();
    b.dispatch(begins[0].clone()).unwrap();
    assert_eq!(a.select(select_shown_purchase), b.select(select_shown_purchase));
}

#[test]
fn bought_pieces_are_removed_from_the_cart_once() {
    let store = store_with(&[line("p1", 3), line("p2", 1), line("p4", 1)]);
    store.dispatch(purchase("purchase-1", &["p1", "p2"])).unwrap();
    for _ in 0..2 {
        placed(&store, "purchase-1", &[("p1", 2), ("p2", 1), ("p3", 1)]);
    }
    let left = store.select(select_cart_lines);
    assert_eq!(left, [line("p1", 1), line("p4", 1)]);
    assert_eq!(shown(&store), []);
}

#[test]
fn an_order_under_a_replaced_id_is_removed_from_the_cart_too() {
    let store = store_with(&[line("p1", 1), line("p2", 1)]);
    store.dispatch(purchase("purchase-b", &["p1", "p2"])).unwrap();
    // Another tab began a purchase at the same moment.
    store.dispatch(purchase("purchase-a", &["p1", "p2"])).unwrap();
    placed(&store, "purchase-b", &[("p1", 1)]);
    assert_eq!(shown(&store), [("p2".into(), 1)]);
}

fn of(lines: &[CartLine]) -> DisplayedPurchase {
    DisplayedPurchase {
        purchase_id: "purchase-1".into(),
        user_id: "u1".into(),
        lines: lines.to_vec(),
    }
}

#[test]
fn a_confirmed_price_or_quantity_confirms_nothing_else() {
    let dear = |quantity| CartLine {
        price_cents: 900,
        ..line("p1", quantity)
    };
    let mut confirmation = Confirmation::new(&of(&[line("p1", 1), line("p2", 4)]));
    confirmation.agree_to_price("p1", 900);
    confirmation.agree_to_quantity("p2", 2);
    assert!(confirmation.covers(&of(&[dear(1), line("p2", 2)])));
    assert!(
        !confirmation.covers(&of(&[dear(5), line("p2", 2)])),
        "a change of another tab needs a confirmation"
    );
    confirmation.agree_to_quantity("p2", 0);
    assert!(confirmation.press(&of(&[dear(1)])));
}

#[test]
fn removed_and_added_lines_need_a_confirmation() {
    let mut confirmation = Confirmation::default();
    confirmation.show(&of(&[line("p1", 1)]));
    assert!(confirmation.covers(&of(&[line("p1", 1)])));
    confirmation.show(&of(&[line("p1", 7)]));
    assert!(
        !confirmation.press(&of(&[line("p1", 7)])),
        "the first press asks for a confirmation"
    );
}

#[test]
fn an_invalid_or_placed_purchase_in_storage_is_dropped() {
    for id in ["x", "purchase-0\n", "purchase\u{e9}-0", &"a".repeat(65), "purchase-9"] {
        let store = store_with(&[]);
        let restore = CartAction::RestoreCart {
            lines: vec![line("p1", 1)],
            purchase: Some(Purchase {
                id: id.into(),
                user_id: "u1".into(),
                product_ids: vec!["p1".into()],
            }),
            placed: vec!["purchase-9".into()],
        };
        store.dispatch(restore).unwrap();
        assert_eq!(store.select(CartState::clone).purchase, None, "{id:?}");
        assert_eq!(store.select(select_total_cart_items), 1);
    }
}

#[test]
fn a_logout_removes_the_purchase_and_the_placed_ids() {
    let store = store_with(&[line("p1", 1)]);
    store.dispatch(purchase("purchase-1", &["p1"])).unwrap();
    placed(&store, "purchase-0", &[]);
    store.dispatch(UserAction::ClearUser).unwrap();
    assert_eq!(store.select(CartState::clone).purchase, None);
    assert!(store.select(|cart: &CartState| cart.placed.is_empty()));
}

#[test]
fn a_cart_from_another_tab_keeps_the_purchases_of_this_tab() {
    let store = store_with(&[line("p1", 1), line("p2", 1)]);
    placed(&store, "purchase-0", &[]);
    store.dispatch(purchase("purchase-1", &["p1"])).unwrap();
    let restore = |purchase: Option<Purchase>, placed: &[&str]| CartAction::RestoreCart {
        lines: vec![line("p1", 1)],
        purchase,
        placed: placed.iter().map(|id| (*id).to_owned()).collect(),
    };
    store.dispatch(restore(None, &["purchase-9"])).unwrap();
    let cart = store.select(CartState::clone);
    assert_eq!(cart.purchase.map(|purchase| purchase.id).as_deref(), Some("purchase-1"));
    assert_eq!(cart.placed, ["purchase-9", "purchase-0"]);
    let stale = Purchase {
        id: "purchase-0".into(),
        user_id: "u1".into(),
        product_ids: vec!["p1".into()],
    };
    store.dispatch(restore(Some(stale), &[])).unwrap();
    assert_eq!(store.select(CartState::clone).purchase, None, "the purchase is placed");
    store.dispatch(restore(None, &["purchase-1"])).unwrap();
    assert_eq!(store.select(CartState::clone).purchase, None);
}

#[test]
fn another_user_does_not_continue_a_purchase() {
    let store = store_with(&[line("p1", 1)]);
    store.dispatch(purchase("purchase-1", &["p1"])).unwrap();
    let of_another = Purchase {
        id: "purchase-2".into(),
        user_id: "u2".into(),
        product_ids: vec!["p1".into()],
    };
    store.dispatch(CartAction::BeginPurchase(of_another.clone())).unwrap();
    assert_eq!(store.select(select_purchase), Some(of_another));
}

#[test]
fn an_impossible_purchase_in_storage_is_dropped_and_placed_ids_are_limited() {
    let store = store_with(&[]);
    let restore = |user_id: &str, product_ids: Vec<String>| CartAction::RestoreCart {
        lines: vec![line("p1", 1)],
        purchase: Some(Purchase {
            id: "purchase-1".into(),
            user_id: user_id.into(),
            product_ids,
        }),
        placed: (0..20).map(|number| format!("placed-{number:02}")).collect(),
    };
    for (user_id, count) in [("", 1), ("u1", 0), ("u1", MAX_LINES + 1)] {
        store.dispatch(restore(user_id, vec!["p1".into(); count])).unwrap();
        assert_eq!(store.select(CartState::clone).purchase, None, "{user_id} {count}");
    }
    store.dispatch(restore("u1", vec!["p1".into()])).unwrap();
    let cart = store.select(CartState::clone);
    assert_eq!(cart.purchase.unwrap().id, "purchase-1");
    assert_eq!((cart.placed.len(), &*cart.placed[7]), (8, "placed-19"));
}

#[test]
fn the_quantity_of_a_stored_line_is_capped() {
    let store = make_store(StoreOptions::default());
    let lines = vec![line("p1", 1_000_000)];
    let restore = CartAction::RestoreCart {
        lines,
        purchase: None,
        placed: Vec::new(),
    };
    store.dispatch(restore).unwrap();
    assert_eq!(store.select(select_total_cart_items), MAX_QUANTITY);
}

#[test]
fn a_price_follows_the_shop_and_an_excessive_price_is_refused() {
    let store = store_with(&[line("p1", 2)]);
    let set = |product_id: &str, price_cents| {
        let product_id = product_id.into();
        store.dispatch(CartAction::UpdatePrice {
            product_id,
            price_cents,
        })
    };
    set("p1", 6_800).unwrap();
    set("p2", 1).unwrap();
    assert!(set("p1", u32::MAX).is_err());
    assert_eq!(store.select(select_cart_subtotal_cents), 13_600);
}

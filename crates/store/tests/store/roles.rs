//! Owner and replicas in step: order, snapshots, gaps, refusals.

use std::cell::RefCell;
use std::rc::Rc;

use shared_store::store::{Grants, Message, Sync};
use shared_store::*;

use crate::page::*;

#[test]
fn what_one_remote_dispatches_the_others_read() {
    let owner = make_store(StoreOptions::default());
    let (products, cart) = (attach(&owner, "products"), attach(&owner, "cart"));
    assert_eq!(cart.store.select(select_total_cart_items), 0);
    products.store.dispatch(mug(2)).unwrap();
    assert_eq!(cart.store.select(select_total_cart_items), 2);
    assert_eq!(products.store.select(select_total_cart_items), 2);
    assert_eq!(owner.select(select_total_cart_items), 2);
}

#[test]
fn who_comes_late_reads_the_present_state_at_once() {
    let owner = make_store(StoreOptions::default());
    owner.dispatch(mug(1)).unwrap();
    owner.dispatch(mug(1)).unwrap();
    let cart = attach(&owner, "cart");
    assert_eq!(cart.store.select(select_total_cart_items), 2);
    owner.dispatch(mug(1)).unwrap();
    assert_eq!(cart.store.select(select_total_cart_items), 3);
    assert_eq!(cart.lost.get(), 0);
}

#[test]
fn a_selector_may_not_dispatch() {
    let owner = make_store(StoreOptions::default());
    let cart = attach(&owner, "cart");
    for store in [&owner, &cart.store] {
        let before = store.select(select_total_cart_items);
        let dispatched = RefCell::new(None);
        store.select(|_: &CartState| dispatched.replace(Some(store.dispatch(mug(1)))));
        match dispatched.take().unwrap() {
            Err(refused) => assert!(refused.message.contains("a selector may not dispatch"), "{refused}"),
            // The owner is not read: the replica, which is, reads what the owner has from then on.
            Ok(()) => assert_eq!(owner.select(select_total_cart_items), before + 1),
        }
        assert_eq!(
            store.select(select_total_cart_items),
            owner.select(select_total_cart_items)
        );
        store.dispatch(mug(1)).unwrap();
        assert_eq!(
            store.select(select_total_cart_items),
            owner.select(select_total_cart_items)
        );
    }
}

#[test]
fn a_slice_first_read_between_two_actions_applies_none_twice() {
    let owner = make_store(StoreOptions::default());
    let cart = attach(&owner, "cart");
    owner.dispatch(UserAction::Restored).unwrap();
    owner.dispatch(mug(1)).unwrap();
    assert_eq!(cart.store.select(select_total_cart_items), 1);
    owner.dispatch(mug(1)).unwrap();
    assert_eq!(cart.store.select(select_total_cart_items), 2);
    assert_eq!(cart.store.select(|cart: &CartState| cart.updated_seq), 3);
}

#[test]
fn a_gap_heals_with_a_snapshot_and_is_counted() {
    let owner = make_store(StoreOptions::default());
    let cart = attach(&owner, "cart");
    owner.dispatch(mug(1)).unwrap();
    assert_eq!(cart.store.select(select_total_cart_items), 1);
    cart.deaf.set(true);
    owner.dispatch(mug(5)).unwrap();
    cart.deaf.set(false);
    owner.dispatch(mug(1)).unwrap();
    assert_eq!(cart.store.select(select_total_cart_items), 7);
    assert_eq!(cart.lost.get(), 1);
    owner.dispatch(mug(1)).unwrap();
    assert_eq!(cart.store.select(select_total_cart_items), 8);
    assert_eq!(cart.lost.get(), 1);
}

#[test]
fn a_replica_hears_of_what_changes_a_slice_that_it_holds_and_of_nothing_else() {
    let owner = make_store(StoreOptions::default());
    let (cart, theme) = (attach(&owner, "cart"), attach(&owner, "theme"));
    assert_eq!(cart.store.select(select_total_cart_items), 0);
    let _ = theme.store.select(select_theme);
    owner.dispatch(mug(1)).unwrap();
    owner.dispatch(ContextAction::SetTheme { theme: Theme::Dark }).unwrap();
    owner.dispatch(mug(1)).unwrap();
    // Nothing is dark twice.
    owner.dispatch(ContextAction::SetTheme { theme: Theme::Dark }).unwrap();
    // The cart answers this one of the slice `user`.
    owner.dispatch(UserAction::ClearUser).unwrap();
    let heard = |remote: &Remote| {
        // In debug builds a slice that reacted is compared: by a message of the same number.
        let mut numbers: Vec<_> = remote.received.borrow().iter().map(seq_of).collect();
        numbers.dedup();
        numbers
    };
    assert_eq!(heard(&cart), [1, 3, 5]);
    assert_eq!(heard(&theme), [2]);
    assert_eq!(cart.store.select(select_total_cart_items), 0);
    // A slice that is read later comes as it is, and is followed from there.
    assert_eq!(theme.store.select(select_total_cart_items), 0);
    owner.dispatch(mug(4)).unwrap();
    assert_eq!(theme.store.select(select_total_cart_items), 4);
    assert_eq!(
        cart.lost.get() + theme.lost.get(),
        0,
        "no gap is seen where nothing was missed"
    );
}

#[test]
fn a_message_that_comes_twice_counts_once() {
    let owner = make_store(StoreOptions::default());
    let cart = attach(&owner, "cart");
    assert_eq!(cart.store.select(select_total_cart_items), 0);
    owner.dispatch(mug(1)).unwrap();
    let entry = owner.owner().unwrap().log().pop().unwrap();
    let applied = entry.applied;
    cart.store.receive(&Message::Action { applied, after: 0 });
    assert_eq!(cart.store.select(select_total_cart_items), 1);
    assert_eq!(cart.lost.get(), 0, "an old message is no gap");
}

#[test]
fn a_refused_action_changes_nothing_anywhere() {
    let owner = make_store(StoreOptions::default());
    let cart = attach(&owner, "cart");
    cart.store.dispatch(mug(2)).unwrap();
    let update = |quantity| {
        cart.store.dispatch(CartAction::UpdateQuantity {
            product_id: "p1".into(),
            quantity,
        })
    };
    let rejected = update(10_000_000).unwrap_err();
    assert_eq!(rejected.reason, Reason::Refused);
    assert!(rejected.message.contains("quantity"), "{rejected}");
    assert_eq!(owner.owner().unwrap().seq(), 1);
    assert_eq!(owner.owner().unwrap().metrics().rejected.get(), 1);
    assert_eq!(cart.store.select(select_total_cart_items), 2);
    update(0).unwrap();
    assert!(cart.store.select(select_is_cart_empty));
}

#[test]
fn wrong_payloads_are_refused_with_the_field_named() {
    let owner = make_store(StoreOptions::default());
    let dispatch = |tag: &str, payload: serde_json::Value| {
        let value = tarn_wire::to_vec(&payload);
        let tagged = tarn_wire::Tagged {
            tag,
            value: Some(&value),
            extras: None,
        };
        owner.owner().unwrap().dispatch_encoded(&"host".into(), tagged.to_vec())
    };
    let line = serde_json::json!({"productId": "p1", "name": "Mug", "priceCents": 1450, "quantity": -1});
    let rejected = dispatch("cart/addToCart", line).unwrap_err();
    assert_eq!(rejected.reason, Reason::BadPayload);
    assert!(rejected.message.contains("quantity"), "{rejected}");
    let rejected = dispatch("cart/addToCart", serde_json::json!({"productId": 7})).unwrap_err();
    assert!(rejected.message.contains("productId"), "{rejected}");
    let rejected = dispatch("cart/addToCart", serde_json::json!("p1")).unwrap_err();
    assert_eq!(rejected.reason, Reason::BadPayload);
    for unknown in ["cart/fly", "wishlist/add", "nonsense", ""] {
        let rejected = dispatch(unknown, serde_json::json!({})).unwrap_err();
        assert_eq!(rejected.reason, Reason::UnknownType, "{unknown}");
    }
    assert_eq!(owner.owner().unwrap().seq(), 0);
}

#[test]
fn logging_out_empties_what_belongs_to_the_user_everywhere() {
    let owner = make_store(StoreOptions::default());
    let account = attach(&owner, "account");
    owner.dispatch(UserAction::SetUser { user: user() }).unwrap();
    owner
        .dispatch(UserAction::SetIsLoggedIn { is_logged_in: true })
        .unwrap();
    owner.dispatch(mug(1)).unwrap();
    account
        .store
        .dispatch(SupportAction::OpenTicket {
            id: "t1".into(),
            subject: "Where is it?".into(),
            created_at: 1,
        })
        .unwrap();
    assert_eq!(account.store.select(select_total_cart_items), 1);
    assert_eq!(account.store.select(select_tickets).len(), 1);
    account.store.dispatch(UserAction::ClearUser).unwrap();
    for store in [&owner, &account.store] {
        assert!(!store.select(select_is_logged_in));
        assert_eq!(store.select(select_user), None);
        assert!(store.select(select_is_cart_empty));
        assert!(store.select(select_tickets).is_empty());
    }
}

#[test]
fn an_expired_session_ends_the_login_and_keeps_the_cart() {
    let owner = make_store(StoreOptions::default());
    let secret = UserAction::SetAt {
        token: "s3cr3t".into(),
        expires_at: 9,
    };
    owner.dispatch(secret).unwrap();
    owner
        .dispatch(UserAction::SetIsLoggedIn { is_logged_in: true })
        .unwrap();
    owner.dispatch(mug(1)).unwrap();
    let ticket = SupportAction::OpenTicket {
        id: "t1".into(),
        subject: "Where is it?".into(),
        created_at: 1,
    };
    owner.dispatch(ticket).unwrap();
    owner.dispatch(UserAction::SessionExpired).unwrap();
    assert!(!owner.select(select_is_logged_in));
    assert!(!owner.select(select_has_access_token));
    assert_eq!(owner.owner().unwrap().secret(), None);
    assert!(owner.select(select_tickets).is_empty());
    assert_eq!(owner.select(select_total_cart_items), 1);
    assert!(!owner.owner().unwrap().crosses_tabs("user/sessionExpired"));
}

#[test]
fn the_access_token_stays_in_the_owners_vault() {
    let owner = make_store(StoreOptions::default());
    let auth = attach(&owner, "auth");
    let seen = Rc::new(RefCell::new(Vec::new()));
    let listening = owner.owner().unwrap().listen("*", {
        let seen = Rc::clone(&seen);
        move |applied, _| seen.borrow_mut().extend_from_slice(&applied.bytes)
    });
    listening.forever();
    auth.store
        .dispatch(UserAction::SetAt {
            token: "s3cr3t".into(),
            expires_at: 9,
        })
        .unwrap();
    assert!(auth.store.select(select_has_access_token));
    assert_eq!(owner.owner().unwrap().secret().as_deref(), Some("s3cr3t"));
    let leaked = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("s3cr3t");
    assert!(!leaked(&seen.borrow()));
    assert!(!leaked(&owner.owner().unwrap().log()[0].applied.bytes));
    assert!(!leaked(&owner.owner().unwrap().peek("user").unwrap()));
    owner.dispatch(UserAction::ClearUser).unwrap();
    assert_eq!(owner.owner().unwrap().secret(), None);
}

#[test]
fn a_remote_dispatches_only_what_it_was_granted() {
    let owner = make_store(StoreOptions::default());
    let products = attach(&owner, "products");
    let grants = Grants::new().grant("products", vec!["cart/addToCart".into()]);
    owner.owner().unwrap().set_grants(grants);
    products.store.dispatch(mug(1)).unwrap();
    let rejected = products.store.dispatch(CartAction::ClearCart).unwrap_err();
    assert_eq!(rejected.reason, Reason::NotGranted);
    assert!(
        rejected.message.contains("FED-012") && rejected.message.contains("products"),
        "{rejected}"
    );
    owner.dispatch(CartAction::ClearCart).unwrap();
}

#[test]
fn a_listener_that_dispatches_leaves_every_replica_with_one_order() {
    let owner = make_store(StoreOptions::default());
    let (first, second) = (attach(&owner, "first"), attach(&owner, "second"));
    let order = Rc::new(RefCell::new(Vec::new()));
    // Between the two replicas sits one that answers the first action with another.
    owner.owner().unwrap().attach(&"eager".into(), Sync::Actions, {
        let owner = owner.clone();
        move |message: &Message| {
            if seq_of(message) == 1 {
                owner.dispatch(mug(10)).unwrap();
            }
        }
    });
    owner.owner().unwrap().attach(&"witness".into(), Sync::Actions, {
        let order = Rc::clone(&order);
        move |message: &Message| order.borrow_mut().push(seq_of(message))
    });
    assert_eq!(first.store.select(select_total_cart_items), 0);
    assert_eq!(second.store.select(select_total_cart_items), 0);
    for name in ["eager", "witness"] {
        let _ = owner.owner().unwrap().snapshot(name, "cart");
    }
    owner.dispatch(mug(1)).unwrap();
    assert_eq!(*order.borrow(), [1, 2]);
    assert_eq!(first.store.select(select_total_cart_items), 11);
    assert_eq!(second.store.select(select_total_cart_items), 11);
    assert_eq!(first.lost.get() + second.lost.get(), 0);
}

#[test]
fn the_log_keeps_the_last_two_hundred() {
    let owner = make_store(StoreOptions::default());
    for _ in 0..250 {
        owner.dispatch(mug(1)).unwrap();
    }
    let log = owner.owner().unwrap().log();
    assert_eq!((log.len(), log[0].applied.seq, log[199].applied.seq), (200, 51, 250));
    assert_eq!(&*log[0].applied.from, "host");
}

#[test]
fn a_replica_is_told_of_a_slice_that_the_owner_lacks() {
    let owner = make_store(StoreOptions::default());
    let snapshot = owner.owner().unwrap().peek("wishlist");
    assert_eq!(snapshot, None);
}

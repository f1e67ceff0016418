//! The other way to stay in step: a snapshot after each change.

use shared_store::store::{Message, Snapshot, Sync};
use shared_store::*;

use crate::page::*;

#[test]
fn a_replica_with_other_reducers_gets_the_state_itself() {
    let owner = make_store(StoreOptions::default());
    let old = attach_by(&owner, "cart", Sync::Snapshots);
    assert_eq!(old.store.select(select_total_cart_items), 0);
    old.store.dispatch(mug(2)).unwrap();
    owner.dispatch(mug(3)).unwrap();
    assert_eq!(old.store.select(select_total_cart_items), 5);
    assert_eq!(old.lost.get(), 0);
    let received = old.received.borrow();
    assert!(
        received
            .iter()
            .all(|message| matches!(message, Message::Snapshot { .. }))
    );
    assert_eq!(received.len(), 2, "one for each change");
}

#[test]
fn only_slices_that_are_read_come_over_and_only_when_they_change() {
    let owner = make_store(StoreOptions::default());
    let old = attach_by(&owner, "cart", Sync::Snapshots);
    owner.dispatch(mug(1)).unwrap();
    assert!(old.received.borrow().is_empty(), "nothing is read yet");
    assert_eq!(old.store.select(select_total_cart_items), 1);
    owner.dispatch(UserAction::Restored).unwrap();
    owner.dispatch(ContextAction::SetTheme { theme: Theme::Light }).unwrap();
    assert!(old.received.borrow().is_empty(), "the cart did not change");
    assert!(old.store.select(select_is_ready));
}

#[test]
fn both_ways_agree_after_every_action() {
    let owner = make_store(StoreOptions::default());
    let (streamed, sent) = (attach(&owner, "one"), attach_by(&owner, "two", Sync::Snapshots));
    let cart = |store: &Store| store.select(CartState::clone);
    assert_eq!(cart(&streamed.store), cart(&sent.store));
    for action in [
        mug(1),
        CartAction::UpdateQuantity {
            product_id: "p1".into(),
            quantity: 9,
        },
        CartAction::RemoveFromCart {
            product_id: "p1".into(),
        },
        mug(4),
        CartAction::ClearCart,
    ] {
        owner.dispatch(action).unwrap();
        assert_eq!(cart(&streamed.store), cart(&owner));
        assert_eq!(cart(&sent.store), cart(&owner));
    }
}

#[test]
fn fields_of_a_newer_owner_are_passed_over_and_those_of_a_newer_replica_are_defaults() {
    let owner = make_store(StoreOptions::default());
    let old = attach_by(&owner, "cart", Sync::Snapshots);
    assert_eq!(old.store.select(select_total_cart_items), 0);
    let newer = serde_json::json!({"lines": [], "updatedSeq": 4, "coupon": {"code": "X", "percent": 10}});
    let older = serde_json::json!({"lines": []});
    for (state, updated) in [(newer, 4), (older, 0)] {
        old.store.receive(&Message::Snapshot {
            slice: "cart".into(),
            snapshot: Snapshot {
                seq: 9,
                bytes: Some(tarn_wire::to_vec(&state).into()),
                is_streamed: false,
                place: u32::MAX,
            },
        });
        assert_eq!(old.store.select(|cart: &CartState| cart.updated_seq), updated);
    }
    assert_eq!(old.lost.get(), 0);
}

#[test]
fn a_snapshot_that_does_not_fit_leaves_the_last_good_state() {
    let owner = make_store(StoreOptions::default());
    let old = attach_by(&owner, "cart", Sync::Snapshots);
    assert_eq!(old.store.select(select_total_cart_items), 0);
    owner.dispatch(mug(2)).unwrap();
    old.store.receive(&Message::Snapshot {
        slice: "cart".into(),
        snapshot: Snapshot {
            seq: 2,
            bytes: Some(tarn_wire::to_vec(&serde_json::json!({"lines": "none"})).into()),
            is_streamed: false,
            place: u32::MAX,
        },
    });
    assert_eq!(old.store.select(select_total_cart_items), 2);
    assert_eq!(old.lost.get(), 1, "it is reported");
}

#[test]
#[cfg(debug_assertions)]
fn a_replica_that_differs_says_so_with_slice_and_number_and_heals() {
    let owner = make_store(StoreOptions::default());
    let cart = attach(&owner, "cart");
    assert_eq!(cart.store.select(select_total_cart_items), 0);
    owner.dispatch(mug(1)).unwrap();
    let mut applied = store::Applied::clone(&owner.owner().unwrap().log().pop().unwrap().applied);
    applied.seq = 2;
    // The owner's reducer made something else of this action than this replica's will.
    applied.hash = Some(1);
    cart.store.receive(&Message::Action {
        applied: applied.into(),
        after: 1,
    });
    assert_eq!(*cart.diverged.borrow(), [("cart".to_owned(), 2)]);
    assert_eq!(cart.store.select(select_total_cart_items), 1, "and took a snapshot");
    assert_eq!(cart.lost.get(), 1);
}

#[test]
#[cfg(debug_assertions)]
fn a_slice_that_reacts_otherwise_than_the_owners_is_found_at_once() {
    let owner = make_store(StoreOptions::default());
    let (cart, late) = (attach(&owner, "cart"), attach(&owner, "late"));
    assert_eq!(cart.store.select(select_total_cart_items), 0);
    owner.dispatch(mug(1)).unwrap();
    owner.dispatch(UserAction::ClearUser).unwrap();
    assert_eq!(cart.lost.get() + late.lost.get(), 0, "they agree");
    let checks: Vec<_> = cart
        .received
        .borrow()
        .iter()
        .filter_map(|message| match message {
            Message::Action { applied, .. } => Some(store::Applied::clone(applied)),
            Message::Snapshot { .. } => None,
        })
        .filter(|applied| tarn_wire::Tagged::parse(&applied.bytes).unwrap().tag == store::CHECK)
        .collect();
    assert_eq!(checks.len(), 1, "the cart was emptied by another slice's action");
    let mut check = checks[0].clone();
    cart.store.receive(&Message::Action {
        applied: check.clone().into(),
        after: check.seq,
    });
    assert!(cart.diverged.borrow().is_empty());
    check.hash = Some(1);
    cart.store.receive(&Message::Action {
        after: check.seq,
        applied: check.into(),
    });
    assert_eq!(*cart.diverged.borrow(), [("cart".to_owned(), 2)]);
    assert_eq!(cart.lost.get(), 1, "and it took a snapshot");
}

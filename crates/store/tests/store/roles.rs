//! Synchronization of owner and replicas: order, snapshots, gaps, refusals.

use std::cell::RefCell;
use std::rc::Rc;

use tarn_store::store::{Grants, Message, SyncMode};
use tarn_store::*;

use crate::page::*;
use crate::slices::*;

#[test]
fn an_action_of_one_remote_changes_all_replicas() {
    let owner = make_store();
    let (writer, reader) = (attach(&owner, "writer"), attach(&owner, "reader"));
    assert_eq!(reader.store.select(total), 0);
    writer.store.dispatch(add(2)).unwrap();
    assert_eq!(reader.store.select(total), 2);
    assert_eq!(writer.store.select(total), 2);
    assert_eq!(owner.select(total), 2);
}

#[test]
fn a_late_replica_reads_the_current_state_immediately() {
    let owner = make_store();
    owner.dispatch(add(1)).unwrap();
    owner.dispatch(add(1)).unwrap();
    let reader = attach(&owner, "reader");
    assert_eq!(reader.store.select(total), 2);
    owner.dispatch(add(1)).unwrap();
    assert_eq!(reader.store.select(total), 3);
    assert_eq!(reader.lost.get(), 0);
}

#[test]
fn a_selector_may_not_dispatch() {
    let owner = make_store();
    let reader = attach(&owner, "reader");
    for store in [&owner, &reader.store] {
        let before = store.select(total);
        let dispatched = RefCell::new(None);
        store.select(|_: &Counters| dispatched.replace(Some(store.dispatch(add(1)))));
        match dispatched.take().unwrap() {
            Err(refused) => assert!(refused.message.contains("a selector may not dispatch"), "{refused}"),
            // Only the replica is being read: its next read has the state of the owner.
            Ok(()) => assert_eq!(owner.select(total), before + 1),
        }
        assert_eq!(store.select(total), owner.select(total));
        store.dispatch(add(1)).unwrap();
        assert_eq!(store.select(total), owner.select(total));
    }
}

#[test]
fn a_slice_first_read_between_two_actions_applies_none_twice() {
    let owner = make_store();
    let reader = attach(&owner, "reader");
    owner.dispatch(SessionAction::Restored).unwrap();
    owner.dispatch(add(1)).unwrap();
    assert_eq!(reader.store.select(total), 1);
    owner.dispatch(add(1)).unwrap();
    assert_eq!(reader.store.select(total), 2);
    assert_eq!(reader.store.select(|counters: &Counters| counters.updated_seq), 3);
}

#[test]
fn a_gap_is_counted_and_repaired_with_a_snapshot() {
    let owner = make_store();
    let reader = attach(&owner, "reader");
    owner.dispatch(add(1)).unwrap();
    assert_eq!(reader.store.select(total), 1);
    reader.deaf.set(true);
    owner.dispatch(add(5)).unwrap();
    reader.deaf.set(false);
    owner.dispatch(add(1)).unwrap();
    assert_eq!(reader.store.select(total), 7);
    assert_eq!(reader.lost.get(), 1);
    owner.dispatch(add(1)).unwrap();
    assert_eq!(reader.store.select(total), 8);
    assert_eq!(reader.lost.get(), 1);
}

#[test]
fn a_replica_gets_only_actions_that_change_its_slices() {
    let owner = make_store();
    let (reader, display) = (attach(&owner, "reader"), attach(&owner, "display"));
    assert_eq!(reader.store.select(total), 0);
    let _ = display.store.select(is_dark);
    owner.dispatch(add(1)).unwrap();
    owner.dispatch(DisplayAction::SetDark { is_dark: true }).unwrap();
    owner.dispatch(add(1)).unwrap();
    // The second one changes nothing.
    owner.dispatch(DisplayAction::SetDark { is_dark: true }).unwrap();
    // The counters react to this action of the slice `session`.
    owner.dispatch(SessionAction::LogOut).unwrap();
    let heard = |remote: &Remote| {
        // Debug builds compare a slice that reacted, with a message of the same number.
        let mut numbers: Vec<_> = remote.received.borrow().iter().map(seq_of).collect();
        numbers.dedup();
        numbers
    };
    assert_eq!(heard(&reader), [1, 3, 5]);
    assert_eq!(heard(&display), [2]);
    assert_eq!(reader.store.select(total), 0);
    // A slice that is read later begins with a snapshot and gets the following actions.
    assert_eq!(display.store.select(total), 0);
    owner.dispatch(add(4)).unwrap();
    assert_eq!(display.store.select(total), 4);
    assert_eq!(reader.lost.get() + display.lost.get(), 0, "no replica reports a gap");
}

#[test]
fn a_repeated_message_is_applied_once() {
    let owner = make_store();
    let reader = attach(&owner, "reader");
    assert_eq!(reader.store.select(total), 0);
    owner.dispatch(add(1)).unwrap();
    let entry = owner.owner().unwrap().log().pop().unwrap();
    let applied = entry.applied;
    reader.store.receive(&Message::Action { applied, after: 0 });
    assert_eq!(reader.store.select(total), 1);
    assert_eq!(reader.lost.get(), 0, "a repeated message is not a gap");
}

#[test]
fn a_refused_action_changes_neither_owner_nor_replicas() {
    let owner = make_store();
    let reader = attach(&owner, "reader");
    reader.store.dispatch(add(2)).unwrap();
    let update = |count| {
        reader.store.dispatch(CountersAction::Set {
            name: "a".into(),
            count,
        })
    };
    let rejected = update(10_000_000).unwrap_err();
    assert_eq!(rejected.reason, Reason::Refused);
    assert!(rejected.message.contains("count"), "{rejected}");
    assert_eq!(owner.owner().unwrap().seq(), 1);
    assert_eq!(owner.owner().unwrap().metrics().rejected.get(), 1);
    assert_eq!(reader.store.select(total), 2);
    update(0).unwrap();
    assert!(reader.store.select(|counters: &Counters| counters.counters.is_empty()));
}

#[test]
fn the_refusal_of_a_wrong_payload_names_the_field() {
    let owner = make_store();
    let dispatch = |tag: &str, payload: serde_json::Value| {
        let value = tarn_wire::to_vec(&payload);
        let tagged = tarn_wire::Tagged {
            tag,
            value: Some(&value),
            extras: None,
        };
        owner.owner().unwrap().dispatch_encoded(&"host".into(), tagged.to_vec())
    };
    let counter = serde_json::json!({"name": "a", "count": -1});
    let rejected = dispatch("counters/add", counter).unwrap_err();
    assert_eq!(rejected.reason, Reason::BadPayload);
    assert!(rejected.message.contains("count"), "{rejected}");
    let rejected = dispatch("counters/add", serde_json::json!({"name": 7})).unwrap_err();
    assert!(rejected.message.contains("name"), "{rejected}");
    let rejected = dispatch("counters/add", serde_json::json!("p1")).unwrap_err();
    assert_eq!(rejected.reason, Reason::BadPayload);
    for unknown in ["counters/fly", "wishes/add", "nonsense", ""] {
        let rejected = dispatch(unknown, serde_json::json!({})).unwrap_err();
        assert_eq!(rejected.reason, Reason::UnknownType, "{unknown}");
    }
    assert_eq!(owner.owner().unwrap().seq(), 0);
}

#[test]
fn the_access_token_stays_in_the_owners_vault() {
    let owner = make_store();
    let auth = attach(&owner, "auth");
    let seen = Rc::new(RefCell::new(Vec::new()));
    let listening = owner.owner().unwrap().listen("*", {
        let seen = Rc::clone(&seen);
        move |applied| seen.borrow_mut().extend_from_slice(&applied.bytes)
    });
    listening.forever();
    auth.store
        .dispatch(SessionAction::SetToken {
            token: "s3cr3t".into(),
            expires_at: 9,
        })
        .unwrap();
    assert!(auth.store.select(|session: &Session| session.has_token));
    assert_eq!(owner.owner().unwrap().secret().as_deref(), Some("s3cr3t"));
    let leaked = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("s3cr3t");
    assert!(!leaked(&seen.borrow()));
    assert!(!leaked(&owner.owner().unwrap().log()[0].applied.bytes));
    assert!(!leaked(&owner.owner().unwrap().peek("session").unwrap()));
    owner.dispatch(SessionAction::LogOut).unwrap();
    assert_eq!(owner.owner().unwrap().secret(), None);
}

#[test]
fn a_remote_dispatches_only_granted_actions() {
    let owner = make_store();
    let writer = attach(&owner, "writer");
    let grants = Grants::new().grant("writer", vec!["counters/add".into()]);
    owner.owner().unwrap().set_grants(grants);
    writer.store.dispatch(add(1)).unwrap();
    let rejected = writer.store.dispatch(CountersAction::Clear).unwrap_err();
    assert_eq!(rejected.reason, Reason::NotGranted);
    assert!(
        rejected.message.contains("FED-012") && rejected.message.contains("writer"),
        "{rejected}"
    );
    owner.dispatch(CountersAction::Clear).unwrap();
}

#[test]
fn a_dispatching_listener_leaves_all_replicas_with_one_order() {
    let owner = make_store();
    let (first, second) = (attach(&owner, "first"), attach(&owner, "second"));
    let order = Rc::new(RefCell::new(Vec::new()));
    // A replica between the two others dispatches at the first action.
    owner.owner().unwrap().attach(&"eager".into(), SyncMode::Actions, {
        let owner = owner.clone();
        move |message: &Message| {
            if seq_of(message) == 1 {
                owner.dispatch(add(10)).unwrap();
            }
        }
    });
    owner.owner().unwrap().attach(&"witness".into(), SyncMode::Actions, {
        let order = Rc::clone(&order);
        move |message: &Message| order.borrow_mut().push(seq_of(message))
    });
    assert_eq!(first.store.select(total), 0);
    assert_eq!(second.store.select(total), 0);
    for name in ["eager", "witness"] {
        let _ = owner.owner().unwrap().snapshot(name, "counters");
    }
    owner.dispatch(add(1)).unwrap();
    assert_eq!(*order.borrow(), [1, 2]);
    assert_eq!(first.store.select(total), 11);
    assert_eq!(second.store.select(total), 11);
    assert_eq!(first.lost.get() + second.lost.get(), 0);
}

#[test]
fn the_log_keeps_the_last_two_hundred() {
    let owner = make_store();
    for _ in 0..250 {
        owner.dispatch(add(1)).unwrap();
    }
    let log = owner.owner().unwrap().log();
    assert_eq!((log.len(), log[0].applied.seq, log[199].applied.seq), (200, 51, 250));
    assert_eq!(&*log[0].applied.from, "host");
}

#[test]
fn an_unknown_slice_has_no_state() {
    let owner = make_store();
    let snapshot = owner.owner().unwrap().peek("wishes");
    assert_eq!(snapshot, None);
}

#[test]
fn remotes_may_not_have_the_names_of_parts_of_the_page() {
    let owner = make_store();
    let handle = owner.owner().unwrap();
    assert_eq!(handle.check_remote_name("recently-viewed"), Ok(()));
    for name in ["host", "tab", "page", CONTRACT.name] {
        let message = handle.check_remote_name(name).unwrap_err();
        assert!(message.contains("FED-012") && message.contains(name), "{message}");
    }
    let message = handle.check_remote_name("two words").unwrap_err();
    assert!(message.contains("cannot be the name of a remote"), "{message}");
}

#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "two slices have the key \"session\"")]
fn two_slices_with_one_key_are_refused() {
    let _ = builder().slice::<Session>();
}

//! Synchronization with a snapshot after each change.

use tarn_store::store::{Message, Snapshot, SyncMode};
use tarn_store::*;

use crate::page::*;
use crate::slices::*;

#[test]
fn a_replica_with_different_reducers_gets_snapshots() {
    let owner = make_store();
    let old = attach_by(&owner, "reader", SyncMode::Snapshots);
    assert_eq!(old.store.select(total), 0);
    old.store.dispatch(add(2)).unwrap();
    owner.dispatch(add(3)).unwrap();
    assert_eq!(old.store.select(total), 5);
    assert_eq!(old.lost.get(), 0);
    let received = old.received.borrow();
    assert!(
        received
            .iter()
            .all(|message| matches!(message, Message::Snapshot { .. }))
    );
    assert_eq!(received.len(), 2, "one snapshot for each change");
}

#[test]
fn only_slices_that_were_read_are_sent_and_only_after_a_change() {
    let owner = make_store();
    let old = attach_by(&owner, "reader", SyncMode::Snapshots);
    owner.dispatch(add(1)).unwrap();
    assert!(old.received.borrow().is_empty(), "nothing is read yet");
    assert_eq!(old.store.select(total), 1);
    owner.dispatch(SessionAction::Restored).unwrap();
    owner.dispatch(DisplayAction::SetDark { is_dark: false }).unwrap();
    assert!(old.received.borrow().is_empty(), "the counters did not change");
    assert!(old.store.select(is_ready));
}

#[test]
fn both_modes_agree_after_every_action() {
    let owner = make_store();
    let (streamed, sent) = (attach(&owner, "one"), attach_by(&owner, "two", SyncMode::Snapshots));
    let counters = |store: &Store| store.select(Counters::clone);
    assert_eq!(counters(&streamed.store), counters(&sent.store));
    for action in [
        add(1),
        CountersAction::Set {
            name: "a".into(),
            count: 9,
        },
        CountersAction::Remove { name: "a".into() },
        add(4),
        CountersAction::Clear,
    ] {
        owner.dispatch(action).unwrap();
        assert_eq!(counters(&streamed.store), counters(&owner));
        assert_eq!(counters(&sent.store), counters(&owner));
    }
}

#[test]
fn fields_of_a_newer_owner_are_ignored_and_fields_of_a_newer_replica_have_defaults() {
    let owner = make_store();
    let old = attach_by(&owner, "reader", SyncMode::Snapshots);
    assert_eq!(old.store.select(total), 0);
    let newer = serde_json::json!({"counters": [], "updatedSeq": 4, "unit": {"name": "pieces", "digits": 2}});
    let older = serde_json::json!({"counters": []});
    for (state, updated) in [(newer, 4), (older, 0)] {
        old.store.receive(&Message::Snapshot {
            slice: "counters".into(),
            snapshot: Snapshot {
                seq: 9,
                bytes: Some(tarn_wire::to_vec(&state).into()),
                is_streamed: false,
                place: u32::MAX,
            },
        });
        assert_eq!(old.store.select(|counters: &Counters| counters.updated_seq), updated);
    }
    assert_eq!(old.lost.get(), 0);
}

#[test]
fn a_snapshot_that_does_not_fit_leaves_the_last_valid_state() {
    let owner = make_store();
    let old = attach_by(&owner, "reader", SyncMode::Snapshots);
    assert_eq!(old.store.select(total), 0);
    owner.dispatch(add(2)).unwrap();
    old.store.receive(&Message::Snapshot {
        slice: "counters".into(),
        snapshot: Snapshot {
            seq: 2,
            bytes: Some(tarn_wire::to_vec(&serde_json::json!({"counters": "none"})).into()),
            is_streamed: false,
            place: u32::MAX,
        },
    });
    assert_eq!(old.store.select(total), 2);
    assert_eq!(old.lost.get(), 1, "it is reported");
}

#[test]
#[cfg(debug_assertions)]
fn a_divergence_is_reported_with_slice_and_number_and_repaired() {
    let owner = make_store();
    let reader = attach(&owner, "reader");
    assert_eq!(reader.store.select(total), 0);
    owner.dispatch(add(1)).unwrap();
    let mut applied = store::Applied::clone(&owner.owner().unwrap().log().pop().unwrap().applied);
    applied.seq = 2;
    // The hash of a different result in the owner.
    applied.hash = Some(1);
    reader.store.receive(&Message::Action {
        applied: applied.into(),
        after: 1,
    });
    assert_eq!(*reader.diverged.borrow(), [("counters".to_owned(), 2)]);
    assert_eq!(reader.store.select(total), 1, "the replica took a snapshot");
    assert_eq!(reader.lost.get(), 1);
}

#[test]
#[cfg(debug_assertions)]
fn a_divergence_in_a_reaction_is_found_immediately() {
    let owner = make_store();
    let (reader, late) = (attach(&owner, "reader"), attach(&owner, "late"));
    assert_eq!(reader.store.select(total), 0);
    owner.dispatch(add(1)).unwrap();
    owner.dispatch(SessionAction::LogOut).unwrap();
    assert_eq!(reader.lost.get() + late.lost.get(), 0, "they agree");
    let checks: Vec<_> = reader
        .received
        .borrow()
        .iter()
        .filter_map(|message| match message {
            Message::Action { applied, .. } => Some(store::Applied::clone(applied)),
            Message::Snapshot { .. } => None,
        })
        .filter(|applied| tarn_wire::Tagged::parse(&applied.bytes).unwrap().tag == store::CHECK)
        .collect();
    assert_eq!(checks.len(), 1, "an action of another slice emptied the counters");
    let mut check = checks[0].clone();
    reader.store.receive(&Message::Action {
        applied: check.clone().into(),
        after: check.seq,
    });
    assert!(reader.diverged.borrow().is_empty());
    check.hash = Some(1);
    reader.store.receive(&Message::Action {
        after: check.seq,
        applied: check.into(),
    });
    assert_eq!(*reader.diverged.borrow(), [("counters".to_owned(), 2)]);
    assert_eq!(reader.lost.get(), 1, "the replica took a snapshot");
}

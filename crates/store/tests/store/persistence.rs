//! The slices that are due to be written.

use serde_json::{Value, json};
use std::rc::Rc;
use tarn_store::persistence::{Form, Keeper};
use tarn_store::store::{ReducerError, RuntimeReducer};
use tarn_store::*;
use tarn_wire::Tagged;

use crate::slices::*;

/// The reducer of a wishlist in JavaScript or a remote: `wishlist/set` replaces the state with its payload.
struct Wishes;

impl RuntimeReducer for Wishes {
    fn reduce(&self, _: &[u8], action: &Tagged<'_>, _: u64) -> Result<Option<Vec<u8>>, ReducerError> {
        Ok(action.value.map(<[u8]>::to_vec))
    }

    fn accepts(&self, state: &[u8]) -> bool {
        tarn_wire::from_slice::<Vec<String>>(state).is_ok()
    }

    fn reacts_to(&self, _: &str) -> bool {
        false
    }
}

fn register(owner: &Store) {
    let initial = tarn_wire::to_vec(&Vec::<String>::new());
    let owner = owner.owner().unwrap();
    owner
        .register("wishes", &"host".into(), initial, Rc::new(Wishes))
        .unwrap();
}

fn wish(owner: &Store, id: &str) {
    let action = Tagged {
        tag: "wishes/set",
        value: Some(&tarn_wire::to_vec(&vec![id.to_owned()])),
        extras: None,
    };
    let owner = owner.owner().unwrap();
    owner.dispatch_encoded(&"host".into(), action.to_vec()).unwrap();
}

fn due(keeper: &Keeper, owner: &Store) -> Vec<(String, Value)> {
    let due = keeper.due(owner.owner().unwrap());
    due.into_iter()
        .map(|(slice, state)| (slice, tarn_wire::from_slice(&state).unwrap()))
        .collect()
}

#[test]
fn a_changed_slice_is_due_once_and_an_unchanged_slice_is_not() {
    let owner = make_store();
    let keeper = Keeper::default();
    owner.dispatch(add(1)).unwrap();
    keeper.keep(owner.owner().unwrap(), "counters");
    assert!(
        !keeper.is_behind(owner.owner().unwrap()),
        "a restored state is not written again"
    );
    owner.dispatch(SessionAction::Restored).unwrap();
    assert!(
        !keeper.is_behind(owner.owner().unwrap()),
        "the session is not persisted"
    );
    owner.dispatch(add(1)).unwrap();
    owner.dispatch(add(1)).unwrap();
    assert!(keeper.is_behind(owner.owner().unwrap()));
    let due_now = due(&keeper, &owner);
    assert_eq!(due_now.len(), 1);
    assert_eq!(due_now[0].0, "counters");
    assert_eq!(due_now[0].1["counters"][0]["count"], 3);
    assert!(!keeper.is_behind(owner.owner().unwrap()));
    assert_eq!(due(&keeper, &owner), []);
}

#[test]
fn a_state_that_was_read_from_storage_is_not_written_back() {
    let owner = make_store();
    let keeper = Keeper::default();
    keeper.keep(owner.owner().unwrap(), "counters");
    owner.dispatch(add(1)).unwrap();
    keeper.record_read(owner.owner().unwrap(), "counters");
    assert!(!keeper.is_behind(owner.owner().unwrap()));
    owner.dispatch(add(1)).unwrap();
    assert_eq!(due(&keeper, &owner)[0].1["counters"][0]["count"], 2);
}

#[test]
fn a_slice_whose_write_failed_stays_due() {
    let owner = make_store();
    let keeper = Keeper::default();
    keeper.keep(owner.owner().unwrap(), "counters");
    owner.dispatch(add(1)).unwrap();
    assert_eq!(due(&keeper, &owner).len(), 1);
    keeper.failed("counters");
    assert!(keeper.is_behind(owner.owner().unwrap()));
    assert_eq!(due(&keeper, &owner).len(), 1);
}

#[test]
fn a_run_time_slice_is_due_after_its_first_change() {
    let owner = make_store();
    let keeper = Keeper::default();
    keeper.keep(owner.owner().unwrap(), "wishes");
    assert_eq!(keeper.absent(), ["wishes"]);
    let stored = tarn_wire::to_vec(&json!({"schema": 1, "state": ["p7"]}));
    owner.owner().unwrap().restore_registered(move |slice, accepts| {
        let state = Form { slice, migrations: &[] }.open(&stored).ok()?;
        accepts(&state).then_some(state)
    });
    register(&owner);
    assert!(!keeper.is_behind(owner.owner().unwrap()), "its state is the stored one");
    assert!(keeper.absent().is_empty());
    wish(&owner, "p9");
    assert_eq!(due(&keeper, &owner), [("wishes".into(), json!(["p9"]))]);
}

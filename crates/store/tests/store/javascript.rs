//! Features of the store for JavaScript: extras of an action, probes, and names of dispatchers.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use serde_json::{Value, json};
use tarn_store::store::{Grants, ReducerError, RuntimeReducer};
use tarn_store::*;
use tarn_wire::Tagged;

use crate::page::*;
use crate::slices::*;

/// `counters/clear` with `meta`, as `from_js.js` encodes it.
fn clear_with_meta() -> Vec<u8> {
    let extras = tarn_wire::to_vec(&json!({"meta": {"source": "button"}, "error": true}));
    let action = Tagged {
        tag: "counters/clear",
        value: None,
        extras: Some(&extras),
    };
    action.to_vec()
}

fn extras_of(bytes: &[u8]) -> Option<Value> {
    let extras = Tagged::parse(bytes).unwrap().extras;
    extras.map(|extras| tarn_wire::from_slice(extras).unwrap())
}

/// A reducer that records the extras of its actions.
struct Noting(Rc<RefCell<Vec<Option<Value>>>>);

impl RuntimeReducer for Noting {
    fn reduce(&self, _: &[u8], action: &Tagged<'_>, _: u64) -> Result<Option<Vec<u8>>, ReducerError> {
        self.0.borrow_mut().push(extras_of(&action.to_vec()));
        Ok(None)
    }

    fn accepts(&self, _: &[u8]) -> bool {
        true
    }

    fn reacts_to(&self, _: &str) -> bool {
        true
    }
}

#[test]
fn meta_and_error_reach_reducers_listeners_log_and_replicas() {
    let owner = make_store();
    let handle = owner.owner().unwrap();
    let reduced = Rc::default();
    let noting = Rc::new(Noting(Rc::clone(&reduced)));
    handle
        .register("notes", &"page".into(), tarn_wire::to_vec(&0_u32), noting)
        .unwrap();
    let heard = Rc::new(RefCell::new(Vec::new()));
    let listening = handle.listen("counters/*", {
        let heard = Rc::clone(&heard);
        move |applied| heard.borrow_mut().push(extras_of(&applied.bytes))
    });
    listening.forever();
    let reader = attach(&owner, "reader");
    reader.store.dispatch(add(2)).unwrap();
    assert_eq!(reader.store.select(total), 2);

    handle.dispatch_encoded(&"host".into(), clear_with_meta()).unwrap();
    let extras = Some(json!({"meta": {"source": "button"}, "error": true}));
    assert_eq!(*reduced.borrow(), [None, extras.clone()]);
    assert_eq!(*heard.borrow(), [None, extras.clone()]);
    assert_eq!(extras_of(&handle.log().last().unwrap().applied.bytes), extras);
    assert_eq!(reader.store.select(total), 0, "the replica applies the action");
    assert_eq!(reader.lost.get(), 0);
}

#[test]
fn an_action_with_a_secret_loses_its_meta_which_may_repeat_the_secret() {
    let owner = make_store();
    let handle = owner.owner().unwrap();
    let value = tarn_wire::to_vec(&json!({"token": "secret", "expiresAt": 9}));
    let extras = tarn_wire::to_vec(&json!({"meta": {"token": "secret"}}));
    let action = Tagged {
        tag: "session/setToken",
        value: Some(&value),
        extras: Some(&extras),
    };
    handle.dispatch_encoded(&"host".into(), action.to_vec()).unwrap();
    let logged = &handle.log()[0].applied.bytes;
    assert!(!logged.windows(6).any(|part| part == b"secret"));
}

#[test]
fn a_probe_notifies_subscribers_and_changes_nothing() {
    let owner = make_store();
    let handle = owner.owner().unwrap();
    let heard = Rc::new(Cell::new(0));
    handle.subscribe({
        let heard = Rc::clone(&heard);
        move || heard.set(heard.get() + 1)
    });
    handle.probe().unwrap();
    assert_eq!((heard.get(), handle.seq(), handle.log().len()), (1, 0, 0));
    owner.batch({
        let owner = owner.clone();
        move || {
            owner.owner().unwrap().probe().unwrap();
            owner.owner().unwrap().probe().unwrap();
        }
    });
    assert_eq!(heard.get(), 2, "once after a batch");
}

#[test]
fn nothing_is_granted_before_federation_json_is_read() {
    let owner = make_store();
    let handle = owner.owner().unwrap();
    handle.await_grants();
    let writer = attach(&owner, "writer");
    let rejected = writer.store.dispatch(add(1)).unwrap_err();
    assert_eq!(rejected.reason, Reason::NotGranted);
    assert!(rejected.message.contains("has not been read"), "{rejected}");
    let noting = Rc::new(Noting(Rc::default()));
    let refused = handle.register("notes", &"writer".into(), vec![], noting).unwrap_err();
    assert!(refused.message.contains("has not been read"), "{refused}");
    owner.dispatch(add(1)).unwrap();
    handle.set_grants(Grants::new().grant("writer", vec!["counters/add".into()]));
    writer.store.dispatch(add(1)).unwrap();
}

#[test]
fn an_undeclared_action_is_applied_and_counted() {
    let owner = make_store();
    let handle = owner.owner().unwrap();
    let (writer, reader) = (attach(&owner, "writer"), attach(&owner, "reader"));
    writer.store.dispatch(add(1)).unwrap();
    assert_eq!(
        handle.metrics_snapshot().undeclared,
        0,
        "a remote without declarations may dispatch all granted actions"
    );
    handle.declare("writer", &[]);
    handle.declare("counters", &["counters/*".into()]);
    for remote in [&writer, &reader, &writer] {
        remote.store.dispatch(add(1)).unwrap();
    }
    owner.dispatch(CountersAction::Clear).unwrap();
    assert_eq!(handle.metrics_snapshot().undeclared, 2);
    let found = handle.undeclared();
    assert_eq!(found.len(), 1);
    assert_eq!((&*found[0].remote, &*found[0].action_type), ("writer", "counters/add"));
    handle.declare("writer", &["counters/add".into()]);
    writer.store.dispatch(add(1)).unwrap();
    assert_eq!(handle.metrics_snapshot().undeclared, 2);
}

//! Listeners and batches, which run once in the owner.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use tarn_store::*;

use crate::page::*;
use crate::slices::*;

#[test]
fn an_effect_runs_once_per_action_for_any_number_of_remotes() {
    let owner = make_store();
    let remotes: Vec<_> = ["auth", "counters", "writer"].map(|name| attach(&owner, name)).into();
    let runs = Rc::new(Cell::new(0));
    let count = Rc::clone(&runs);
    owner
        .owner()
        .unwrap()
        .listen("counters/*", move |_| count.set(count.get() + 1))
        .forever();
    remotes[0].store.dispatch(add(1)).unwrap();
    remotes[2].store.dispatch(add(1)).unwrap();
    owner.dispatch(SessionAction::Restored).unwrap();
    assert_eq!(runs.get(), 2);
}

#[test]
fn a_stopped_effect_does_not_run() {
    let owner = make_store();
    let heard = Rc::new(Cell::new(0));
    let listening = owner.owner().unwrap().listen("*", {
        let heard = Rc::clone(&heard);
        move |_| heard.set(heard.get() + 1)
    });
    owner.dispatch(add(1)).unwrap();
    listening.stop();
    assert_eq!(owner.owner().unwrap().metrics_snapshot().listeners, 0);
    owner.dispatch(add(1)).unwrap();
    assert_eq!(heard.get(), 1);
}

#[test]
fn an_effect_may_stop_itself_and_dispatch() {
    let owner = make_store();
    let listening = Rc::new(RefCell::new(None::<store::Listening>));
    let (own, store) = (Rc::clone(&listening), owner.clone());
    let started = owner.owner().unwrap().listen("counters/add", move |_| {
        if let Some(listening) = own.borrow_mut().take() {
            listening.stop();
        }
        store.dispatch(add(10)).unwrap();
    });
    *listening.borrow_mut() = Some(started);
    owner.dispatch(add(1)).unwrap();
    assert_eq!(owner.select(total), 11);
}

#[test]
fn a_batch_notifies_once() {
    let owner = make_store();
    let writer = attach(&owner, "writer");
    let notified = Rc::new(Cell::new(0));
    let count = Rc::clone(&notified);
    owner.owner().unwrap().subscribe(move || count.set(count.get() + 1));
    let (remote, host) = (writer.store.clone(), owner.clone());
    writer.store.batch(move || {
        remote.dispatch(add(1)).unwrap();
        assert_eq!(host.select(total), 1, "the state changes immediately");
        let again = remote.clone();
        host.batch(move || again.dispatch(add(1)).unwrap());
        remote.dispatch(add(1)).unwrap();
    });
    assert_eq!(notified.get(), 1);
    owner.batch(|| {});
    assert_eq!(notified.get(), 1, "an empty batch does not notify");
    owner.dispatch(add(1)).unwrap();
    assert_eq!(notified.get(), 2);
}

#[test]
fn a_refusal_is_recorded_with_its_dispatcher_and_action() {
    let owner = make_store();
    owner
        .owner()
        .unwrap()
        .set_grants(store::Grants::new().grant("other", vec![]));
    let other = attach(&owner, "other");
    let rejected = other.store.dispatch(CountersAction::Clear).unwrap_err();
    assert_eq!(rejected.reason, Reason::NotGranted);
    let refusal = owner.owner().unwrap().refusals().pop().unwrap();
    assert_eq!(
        (&*refusal.from, refusal.action_type.as_str()),
        ("other", "counters/clear")
    );
    assert_eq!(refusal.rejected, rejected);
}

#[test]
fn all_effects_see_one_order_even_if_an_effect_or_a_replica_dispatches() {
    let owner = make_store();
    let handle = owner.owner().unwrap();
    // A replica that dispatches at the first action, before the effects of that action run.
    let store = owner.clone();
    handle.attach(&"counters".into(), store::SyncMode::Actions, move |message| {
        if seq_of(message) == 1 {
            store.dispatch(SessionAction::Restored).unwrap();
        }
    });
    let _ = handle.snapshot("counters", "counters");
    let store = owner.clone();
    let dispatching = handle.listen("session/restored", move |_| store.dispatch(add(1)).unwrap());
    let heard = Rc::new(RefCell::new(Vec::new()));
    let keep = Rc::clone(&heard);
    let late = handle.listen("*", move |applied| keep.borrow_mut().push(applied.seq));
    owner.dispatch(add(1)).unwrap();
    assert_eq!(*heard.borrow(), [1, 2, 3]);
    dispatching.stop();
    late.stop();
}

#[test]
fn an_effect_that_is_added_during_an_action_begins_with_the_next_one() {
    let owner = make_store();
    let heard = Rc::new(RefCell::new(Vec::new()));
    let (store, keep) = (owner.clone(), Rc::clone(&heard));
    let handle = owner.owner().unwrap();
    let adding = handle.listen("session/restored", move |_| {
        store.dispatch(add(1)).unwrap();
        let keep = Rc::clone(&keep);
        let added = store.owner().unwrap();
        added
            .listen("*", move |applied| keep.borrow_mut().push(applied.seq))
            .forever();
        store.dispatch(add(1)).unwrap();
    });
    owner.dispatch(SessionAction::Restored).unwrap();
    assert_eq!(*heard.borrow(), [3]);
    adding.stop();
}

#[test]
fn an_effect_that_another_effect_stops_does_not_run_for_the_same_action() {
    let owner = make_store();
    let handle = owner.owner().unwrap();
    let second = Rc::new(RefCell::new(None::<store::Listening>));
    let stopped = Rc::clone(&second);
    let first = handle.listen("*", move |_| {
        if let Some(listening) = stopped.borrow_mut().take() {
            listening.stop();
        }
    });
    let heard = Rc::new(Cell::new(0));
    let count = Rc::clone(&heard);
    let listening = handle.listen("*", move |_| count.set(count.get() + 1));
    *second.borrow_mut() = Some(listening);
    owner.dispatch(add(1)).unwrap();
    assert_eq!(heard.get(), 0, "it was stopped before its call");
    first.stop();
}

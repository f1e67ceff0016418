//! Selectors of components.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use reactive_graph::computed::Memo;
use reactive_graph::owner::Owner;
use reactive_graph::traits::*;
use tarn_store::*;

use crate::slices::*;

#[test]
fn a_selector_runs_only_for_changes_of_its_slice() {
    let owner = Owner::new();
    owner.set();
    let store = make_store();
    hooks::provide(store.clone()).unwrap();
    let runs = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&runs);
    let total = use_selector(move |counters: &Counters| {
        counted.fetch_add(1, Ordering::Relaxed);
        total(counters)
    });
    assert_eq!(total.get_untracked(), 0);
    let dispatch = use_dispatch();
    dispatch(add(2)).unwrap();
    assert_eq!(total.get_untracked(), 2);
    assert_eq!(runs.load(Ordering::Relaxed), 2);
    store.dispatch(DisplayAction::SetDark { is_dark: true }).unwrap();
    assert_eq!(total.get_untracked(), 2);
    assert_eq!(
        runs.load(Ordering::Relaxed),
        2,
        "a change of another slice must not run it"
    );
    dispatch(CountersAction::Set {
        name: "a".into(),
        count: 2,
    })
    .unwrap();
    assert_eq!(total.get_untracked(), 2);
    assert_eq!(
        runs.load(Ordering::Relaxed),
        2,
        "an action that changes nothing must not run it"
    );
}

/// Tracks `selected` as an effect does. The value of the memo is the number of its runs.
fn follow(selected: Selected<u32>) -> Memo<u32> {
    Memo::new(move |runs: Option<&u32>| {
        selected.track();
        runs.map_or(1, |runs| runs + 1)
    })
}

#[test]
fn a_reader_runs_only_when_the_selected_value_changes() {
    let owner = Owner::new();
    owner.set();
    let store = make_store();
    hooks::provide(store.clone()).unwrap();
    let total = use_selector(|counters: &Counters| counters.counters.first().map_or(0, |first| first.count));
    let runs = follow(total);
    let runs_of_tens = follow(Selected::new(move || total.get() / 10));
    let counts = || (runs.get_untracked(), runs_of_tens.get_untracked());
    assert_eq!(counts(), (1, 1));
    store.dispatch(add(2)).unwrap();
    assert_eq!(counts(), (2, 1));
    // A change of another counter changes the state, but not the selected count.
    store.dispatch(add_to("b", 30)).unwrap();
    assert_eq!(counts(), (2, 1));
    store.dispatch(add(9)).unwrap();
    assert_eq!(counts(), (3, 2));
}

#[test]
fn a_reader_of_a_value_may_dispatch() {
    let owner = Owner::new();
    owner.set();
    let store = make_store();
    hooks::provide(store.clone()).unwrap();
    let total = use_selector(total);
    total.track();
    let seen = total.with(|before| {
        store.dispatch(add(2)).unwrap();
        (*before, total.get())
    });
    assert_eq!(seen, (0, 2));
}

#[test]
fn a_value_derived_from_two_slices_tracks_both_and_notifies_once_per_result() {
    let owner = Owner::new();
    owner.set();
    let store = make_store();
    hooks::provide(store.clone()).unwrap();
    let sum = use_selector(total);
    let is_dark = use_selector(is_dark);
    let runs = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&runs);
    let shown = Selected::new(move || {
        counted.fetch_add(1, Ordering::Relaxed);
        if is_dark.get() { sum.get() } else { 0 }
    });
    let followed = follow(shown);
    assert_eq!((shown.get_untracked(), followed.get_untracked()), (0, 1));
    // No slice changes, so nothing is computed.
    let computed = runs.load(Ordering::Relaxed);
    store.dispatch(SessionAction::Restored).unwrap();
    assert_eq!(shown.get_untracked(), 0);
    assert_eq!(runs.load(Ordering::Relaxed), computed, "the value is cached");
    // A slice changes, and the result does not.
    store.dispatch(add(2)).unwrap();
    assert_eq!((shown.get_untracked(), followed.get_untracked()), (0, 1));
    store.dispatch(DisplayAction::SetDark { is_dark: true }).unwrap();
    assert_eq!((shown.get_untracked(), followed.get_untracked()), (2, 2));
    store.dispatch(add(1)).unwrap();
    assert_eq!((shown.get_untracked(), followed.get_untracked()), (3, 3));
    store.dispatch(DisplayAction::SetDark { is_dark: false }).unwrap();
    assert_eq!((shown.get_untracked(), followed.get_untracked()), (0, 4));
}

#[test]
fn a_value_ends_with_the_component_that_selected_it() {
    let page = Owner::new();
    page.set();
    hooks::provide(make_store()).unwrap();
    let component = page.child();
    let gone = component.with(|| use_selector(total));
    component.cleanup();
    // The arena may reuse its place for another value.
    let _other = use_selector(total);
    let read = std::panic::catch_unwind(|| gone.get_untracked());
    assert!(read.is_err());
}

#[test]
fn a_slice_drops_the_readers_of_unmounted_components() {
    let page = Owner::new();
    page.set();
    let store = make_store();
    hooks::provide(store.clone()).unwrap();
    let alive = Arc::new(());
    let runs = Arc::new(AtomicU32::new(0));
    for _ in 0..1000 {
        let component = page.child();
        component.with(|| {
            let (alive, runs) = (Arc::clone(&alive), Arc::clone(&runs));
            use_selector(move |counters: &Counters| {
                let _ = &alive;
                runs.fetch_add(1, Ordering::Relaxed);
                total(counters)
            })
            .track();
        });
        component.cleanup();
    }
    assert_eq!(Arc::strong_count(&alive), 1);
    assert_eq!(runs.swap(0, Ordering::Relaxed), 1000);
    store.dispatch(add(1)).unwrap();
    assert_eq!(runs.load(Ordering::Relaxed), 0);
}

#[test]
fn a_nested_store_is_refused_and_the_outer_store_stays() {
    let page = Owner::new();
    page.with(|| {
        let store = make_store();
        hooks::provide(store.clone()).unwrap();
        Owner::new().with(|| {
            let nested = make_store();
            let error = hooks::provide(nested.clone()).unwrap_err();
            assert!(error.to_string().starts_with("FED-014"), "{error}");
            use_store().dispatch(add(1)).unwrap();
            assert_eq!(nested.select(total), 0);
            hooks::provide(store.clone()).unwrap();
        });
        assert_eq!(store.select(total), 1);
    });
}

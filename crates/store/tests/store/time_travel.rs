//! Replacement of states in all replicas.

use tarn_store::store::SyncMode;

use crate::keeps::Keeps;
use crate::page::*;
use crate::slices::*;

#[test]
fn all_replicas_go_back_and_continue_from_there() {
    let owner = make_store();
    let (streamed, sent) = (attach(&owner, "one"), attach_by(&owner, "two", SyncMode::Snapshots));
    let totals = || [&owner, &streamed.store, &sent.store].map(|store| store.select(total));
    owner.dispatch(add(1)).unwrap();
    let then = owner.owner().unwrap().peek("counters").unwrap();
    owner.dispatch(add(4)).unwrap();
    assert_eq!(totals(), [5, 5, 5]);
    owner.owner().unwrap().replace(&[("counters".into(), then)]).unwrap();
    assert_eq!(totals(), [1, 1, 1]);
    owner.dispatch(add(1)).unwrap();
    assert_eq!(totals(), [2, 2, 2]);
    assert_eq!(streamed.lost.get() + sent.lost.get(), 0);
    let types: Vec<_> = owner
        .owner()
        .unwrap()
        .log()
        .iter()
        .map(|entry| entry.applied.seq)
        .collect();
    assert_eq!(types, [1, 2, 3, 4], "the replacement has its number in the order");
}

#[test]
fn an_invalid_state_changes_nothing() {
    let owner = make_store();
    owner.dispatch(add(2)).unwrap();
    let good = tarn_wire::to_vec(&Display { is_dark: true });
    let bad = tarn_wire::to_vec(&serde_json::json!({"counters": 7}));
    let replaced = owner
        .owner()
        .unwrap()
        .replace(&[("display".into(), good), ("counters".into(), bad)]);
    assert!(replaced.unwrap_err().to_string().contains("counters"));
    assert_eq!(owner.select(total), 2);
    assert!(!owner.select(is_dark));
    assert!(owner.owner().unwrap().replace(&[("nobody".into(), vec![])]).is_err());
}

#[test]
fn an_orphaned_slice_stays_unchanged_and_does_not_prevent_time_travel() {
    let owner = make_store();
    let handle = owner.owner().unwrap();
    let by = "writer".into();
    handle
        .register("seen", &by, vec![0x01], std::rc::Rc::new(Keeps))
        .unwrap();
    handle.orphan_slices("writer");
    let then = handle.peek("counters").unwrap();
    owner.dispatch(add(2)).unwrap();
    handle
        .replace(&[("seen".into(), vec![0x02]), ("counters".into(), then)])
        .unwrap();
    assert_eq!(owner.select(total), 0);
    assert_eq!(handle.peek("seen").unwrap(), [0x01]);
}

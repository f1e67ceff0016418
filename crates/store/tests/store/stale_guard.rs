//! Detection of actions since the creation of a guard.

use tarn_store::persistence::StaleGuard;

use crate::slices::*;

#[test]
fn actions_of_the_slice_and_logouts_are_detected_with_or_without_a_change() {
    let store = make_store();
    let owner = store.owner().unwrap();
    let (counters, other) = (StaleGuard::on(owner, "counters"), StaleGuard::on(owner, "other"));
    store.dispatch(CountersAction::Clear).unwrap();
    assert!(counters.is_stale() && !other.is_stale());
    let counters = StaleGuard::on(owner, "counters");
    store.dispatch(SessionAction::LogOut).unwrap();
    assert!(counters.is_stale() && other.is_stale());
}

#[test]
fn a_guard_of_action_types_detects_only_those() {
    let store = make_store();
    let login = StaleGuard::on_actions(store.owner().unwrap(), &[SessionAction::SET_USER]);
    store.dispatch(CountersAction::Clear).unwrap();
    store.dispatch(SessionAction::LogOut).unwrap();
    assert!(!login.is_stale());
    store.dispatch(SessionAction::SetUser { user: "ada".into() }).unwrap();
    assert!(login.is_stale());
}

#[test]
fn an_ended_guard_is_stale_and_leaves_no_listener() {
    let store = make_store();
    let owner = store.owner().unwrap();
    let guard = StaleGuard::on(owner, "counters");
    assert!(!guard.is_stale());
    guard.end();
    assert!(guard.is_stale());
    assert_eq!(owner.metrics_snapshot().listeners, 0);
}

fn counters(name: &str, count: u32) -> Vec<u8> {
    tarn_wire::to_vec(&Counters {
        counters: vec![Counter {
            name: name.into(),
            count,
        }],
        updated_seq: 0,
    })
}

#[test]
fn states_replace_the_slice_repeatedly_until_there_is_an_action() {
    let store = make_store();
    let owner = store.owner().unwrap();
    let guard = StaleGuard::on(owner, "counters");
    for count in [3, 5] {
        guard.put(owner, counters("a", count)).unwrap();
        assert_eq!(store.select(total), count);
    }
}

#[test]
fn a_stale_state_is_not_restored() {
    let store = make_store();
    let owner = store.owner().unwrap();
    let acts: [fn(&tarn_store::Store); 2] = [
        |store| store.dispatch(add(1)).unwrap(),
        |store| store.dispatch(SessionAction::LogOut).unwrap(),
    ];
    for act in acts {
        let guard = StaleGuard::on(owner, "counters");
        act(&store);
        let present = store.select(Counters::clone);
        guard.put(owner, counters("a", 7)).unwrap();
        assert_eq!(store.select(Counters::clone), present);
    }
}

#[test]
fn a_state_that_the_slice_does_not_accept_changes_nothing() {
    let store = make_store();
    let owner = store.owner().unwrap();
    let guard = StaleGuard::on(owner, "counters");
    let error = guard.put(owner, tarn_wire::to_vec(&7_u32)).unwrap_err();
    assert!(error.to_string().contains("counters"), "{error}");
    assert_eq!(store.select(Counters::clone), Counters::default());
}

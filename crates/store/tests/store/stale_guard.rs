//! What happened to a slice since somebody looked.

use tarn_store::persistence::Watch;

use crate::slices::*;

#[test]
fn it_sees_actions_on_its_slice_and_the_user_go_whether_or_not_they_change_anything() {
    let store = make_store();
    let owner = store.owner().unwrap();
    let (counters, other) = (Watch::on(owner, "counters"), Watch::on(owner, "other"));
    store.dispatch(CountersAction::Clear).unwrap();
    assert!(counters.has_seen_any() && !other.has_seen_any());
    let counters = Watch::on(owner, "counters");
    store.dispatch(SessionAction::LogOut).unwrap();
    assert!(counters.has_seen_any() && other.has_seen_any());
}

#[test]
fn it_sees_actions_of_the_types_that_it_is_told_and_no_others() {
    let store = make_store();
    let login = Watch::on_actions(store.owner().unwrap(), &[SessionAction::SET_USER]);
    store.dispatch(CountersAction::Clear).unwrap();
    store.dispatch(SessionAction::LogOut).unwrap();
    assert!(!login.has_seen_any());
    store.dispatch(SessionAction::SetUser { user: "ada".into() }).unwrap();
    assert!(login.has_seen_any());
}

#[test]
fn it_leaves_nothing_behind_and_allows_nothing_after_its_end() {
    let store = make_store();
    let owner = store.owner().unwrap();
    let watch = Watch::on(owner, "counters");
    assert!(!watch.has_seen_any());
    watch.end();
    assert!(watch.has_seen_any());
    assert_eq!(owner.metrics_snapshot().listeners, 0);
}

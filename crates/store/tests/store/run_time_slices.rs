//! Slices that a remote or JavaScript registers at run time.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use tarn_store::store::{Grants, ReducerError, RuntimeReducer};
use tarn_store::*;
use tarn_wire::{Tagged, Wire};

use crate::keeps::Keeps;
use crate::page::*;
use crate::seen::*;
use crate::slices::*;

#[test]
fn other_remotes_read_a_slice_that_a_remote_registers() {
    let owner = make_store();
    let (writer, viewer) = (attach(&owner, "writer"), attach(&owner, "viewer"));
    assert_eq!(seen(&viewer.store), 0, "an unregistered slice reads as its default");
    writer.store.register_slice::<Seen>(|| {}).unwrap();
    writer.store.dispatch(look("p1")).unwrap();
    assert_eq!(seen(&writer.store), 1);
    assert_eq!(seen(&viewer.store), 1);
    viewer.store.dispatch(look("p2")).unwrap();
    assert_eq!(seen(&writer.store), 2);
    let late = attach(&owner, "other");
    assert_eq!(
        seen(&late.store),
        2,
        "a late replica reads the current state immediately"
    );
    assert_eq!(writer.lost.get() + viewer.lost.get() + late.lost.get(), 0);
}

#[test]
fn a_repeated_registration_keeps_the_state() {
    let owner = make_store();
    let writer = attach(&owner, "writer");
    for _ in 0..3 {
        writer.store.register_slice::<Seen>(|| {}).unwrap();
        writer.store.dispatch(look("p1")).unwrap();
    }
    assert_eq!(seen(&writer.store), 3);
}

#[test]
fn a_slice_has_one_owner_and_the_refusal_names_both_remotes() {
    let owner = make_store();
    let (writer, other) = (attach(&owner, "writer"), attach(&owner, "other"));
    writer.store.register_slice::<Seen>(|| {}).unwrap();
    let error = other.store.register_slice::<Seen>(|| {}).unwrap_err().to_string();
    for part in ["FED-013", "other", "writer", "seen"] {
        assert!(error.contains(part), "{error}");
    }
    let register = |name: &str| {
        let by = "other".into();
        owner.owner().unwrap().register(name, &by, vec![], Rc::new(Keeps))
    };
    assert!(register("counters").unwrap_err().to_string().contains("test-contract"));
    for name in ["", "a/b", "@@redux", "a b", &"x".repeat(41)] {
        let message = register(name).unwrap_err().message;
        assert!(message.contains("cannot be the name"), "{message}");
    }
}

#[test]
fn a_remote_registers_only_slices_whose_actions_are_all_granted() {
    let owner = make_store();
    let grants = Grants::new()
        .grant("writer", vec!["counters/add".into(), "seen/*".into()])
        .grant("other", vec!["seen/look".into()]);
    owner.owner().unwrap().set_grants(grants);
    let (writer, other) = (attach(&owner, "writer"), attach(&owner, "other"));
    let error = other.store.register_slice::<Seen>(|| {}).unwrap_err().to_string();
    assert!(error.contains("FED-012") && error.contains("seen/*"), "{error}");
    writer.store.register_slice::<Seen>(|| {}).unwrap();
    other.store.dispatch(look("p1")).unwrap();
}

#[test]
fn a_run_time_slice_refuses_and_reacts_like_any_slice() {
    let owner = make_store();
    let writer = attach(&owner, "writer");
    writer.store.register_slice::<Seen>(|| {}).unwrap();
    writer.store.dispatch(look("p1")).unwrap();
    let rejected = writer.store.dispatch(look("")).unwrap_err();
    assert_eq!(rejected.reason, Reason::Refused);
    assert!(rejected.message.contains("id: is empty"), "{rejected}");
    let unknown = Tagged {
        tag: "seen/forget",
        value: None,
        extras: None,
    };
    let host = "host".into();
    let rejected = owner
        .owner()
        .unwrap()
        .dispatch_encoded(&host, unknown.to_vec())
        .unwrap_err();
    assert_eq!(rejected.reason, Reason::UnknownType);
    assert_eq!(seen(&writer.store), 1);
    owner.dispatch(SessionAction::LogOut).unwrap();
    assert_eq!(seen(&writer.store), 0);
}

#[test]
fn a_removal_runs_the_teardown_first_and_leaves_nothing() {
    let owner = make_store();
    let (writer, viewer) = (attach(&owner, "writer"), attach(&owner, "viewer"));
    let torn_down = Rc::new(Cell::new(None));
    writer
        .store
        .register_slice::<Seen>({
            let (torn_down, owner) = (Rc::clone(&torn_down), owner.clone());
            move || torn_down.set(owner.owner().unwrap().peek("seen").map(|_| "while it was there"))
        })
        .unwrap();
    writer.store.dispatch(look("p1")).unwrap();
    assert_eq!(seen(&viewer.store), 1);
    let shown = viewer.store.state::<Seen>().unwrap();
    viewer.store.unregister_slice::<Seen>();
    assert_eq!(seen(&viewer.store), 1, "only its owner removes a slice");
    writer.store.unregister_slice::<Seen>();
    assert_eq!(torn_down.get(), Some("while it was there"));
    assert!(shown.with_untracked(|seen| seen.ids.is_empty()));
    assert_eq!(owner.owner().unwrap().peek("seen"), None);
    assert_eq!(
        writer.store.dispatch(look("p2")).unwrap_err().reason,
        Reason::UnknownType
    );
    let told = viewer.received.borrow().len();
    writer.store.register_slice::<Seen>(|| {}).unwrap();
    writer.store.dispatch(look("p3")).unwrap();
    let snapshots = |message: &store::Message| matches!(message, store::Message::Snapshot { .. });
    assert!(
        !viewer.received.borrow()[told..].iter().any(snapshots),
        "subscriptions end with the slice"
    );
    assert_eq!(seen(&viewer.store), 1, "the replica reads the new slice");
    writer.store.dispatch(look("p4")).unwrap();
    assert_eq!(seen(&viewer.store), 2, "and gets its changes");
}

#[test]
fn an_orphaned_slice_keeps_its_state_until_its_remote_returns() {
    let owner = make_store();
    let (writer, viewer) = (attach(&owner, "writer"), attach(&owner, "viewer"));
    writer.store.register_slice::<Seen>(|| {}).unwrap();
    writer.store.dispatch(look("p1")).unwrap();
    owner.owner().unwrap().orphan_slices("writer");
    let info = || owner.owner().unwrap().slices().pop().unwrap();
    assert!(info().orphaned);
    assert_eq!(seen(&viewer.store), 1);
    let rejected = viewer.store.dispatch(look("p2")).unwrap_err();
    assert_eq!(rejected.reason, Reason::Orphaned);
    assert!(
        viewer.store.register_slice::<Seen>(|| {}).is_err(),
        "the slice still belongs to its remote"
    );
    owner.owner().unwrap().detach("writer");
    let restarted = attach(&owner, "writer");
    restarted.store.register_slice::<Seen>(|| {}).unwrap();
    assert!(!info().orphaned);
    viewer.store.dispatch(look("p2")).unwrap();
    assert_eq!(seen(&restarted.store), 2);
}

#[test]
fn a_state_that_a_newer_build_does_not_accept_is_replaced_in_all_replicas() {
    let owner = make_store();
    let handle = owner.owner().unwrap();
    let by = "writer".into();
    // An older build, whose state is a number.
    handle.register("seen", &by, vec![0x07], Rc::new(Keeps)).unwrap();
    let viewer = attach(&owner, "viewer");
    // Read without a type: only its reducer knows the state.
    assert!(handle.snapshot("viewer", "seen").bytes.is_some());
    let version = || {
        let mut found = 0;
        handle.for_each_slice(&mut |key, version| found = if key == "seen" { version } else { found });
        found
    };
    let (before, notified) = (version(), Rc::new(Cell::new(0)));
    let count = Rc::clone(&notified);
    handle.subscribe(move || count.set(count.get() + 1));
    let writer = attach(&owner, "writer");
    writer.store.register_slice::<Seen>(|| {}).unwrap();
    assert_ne!(version(), before, "getState and storage compare versions");
    assert_eq!(notified.get(), 1);
    let told = viewer.received.borrow().last().cloned();
    assert!(
        matches!(&told, Some(store::Message::Snapshot { snapshot, .. }) if snapshot.bytes == Some(tarn_wire::to_vec(&Seen::default()).into())),
        "{told:?}"
    );
    writer.store.register_slice::<Seen>(|| {}).unwrap();
    assert_eq!(
        (notified.get(), viewer.received.borrow().len()),
        (1, 1),
        "a second registration changes nothing"
    );
}

#[test]
fn a_crash_of_a_reducer_orphans_only_its_slice() {
    struct Broken;
    impl RuntimeReducer for Broken {
        fn reduce(&self, _: &[u8], _: &Tagged<'_>, _: u64) -> Result<Option<Vec<u8>>, ReducerError> {
            Err(ReducerError::Crashed("unreachable".into()))
        }
        fn accepts(&self, _: &[u8]) -> bool {
            true
        }
        fn reacts_to(&self, _: &str) -> bool {
            true
        }
    }
    let owner = make_store();
    let by = "writer".into();
    let initial = tarn_wire::to_vec(&Seen::default());
    owner
        .owner()
        .unwrap()
        .register("seen", &by, initial, Rc::new(Broken))
        .unwrap();
    owner.dispatch(add(1)).unwrap();
    assert_eq!(
        owner.select(total),
        1,
        "a crash in a reaction does not refuse the action"
    );
    assert!(owner.owner().unwrap().slices().pop().unwrap().orphaned);
}

#[test]
fn a_reducer_may_not_dispatch() {
    struct Dispatching(Store, RefCell<Option<Rejected>>);
    impl RuntimeReducer for Dispatching {
        fn reduce(&self, _: &[u8], _: &Tagged<'_>, _: u64) -> Result<Option<Vec<u8>>, ReducerError> {
            *self.1.borrow_mut() = self.0.dispatch(CountersAction::Clear).err();
            Ok(None)
        }
        fn accepts(&self, _: &[u8]) -> bool {
            true
        }
    }
    let owner = make_store();
    let reducer = Rc::new(Dispatching(owner.clone(), RefCell::default()));
    let by = "page".into();
    owner
        .owner()
        .unwrap()
        .register("seen", &by, vec![], Rc::clone(&reducer) as Rc<dyn RuntimeReducer>)
        .unwrap();
    let action = Tagged {
        tag: "seen/look",
        value: None,
        extras: None,
    };
    owner.owner().unwrap().dispatch_encoded(&by, action.to_vec()).unwrap();
    let refused = reducer.1.borrow_mut().take().unwrap();
    assert!(refused.message.contains("a reducer may not dispatch"), "{refused}");
}

#[test]
fn marked_actions_of_a_run_time_slice_cross_tabs() {
    let owner = make_store();
    let handle = owner.owner().unwrap();
    assert!(!handle.crosses_tabs("seen/look"));
    owner.register_slice::<Seen>(|| {}).unwrap();
    for (action, crosses) in [
        ("seen/look", true),
        ("seen/lookAway", true),
        ("seen/loo", false),
        ("seen/", false),
        ("seen/look lookAway", false),
    ] {
        assert_eq!(handle.crosses_tabs(action), crosses, "{action}");
    }
}

#[test]
fn a_slice_with_secrets_is_refused() {
    #[derive(Debug, Clone, Default, PartialEq, Wire)]
    #[wire(default)]
    struct Vault {
        count: u32,
    }
    #[derive(Debug, Clone, PartialEq, Wire, Action)]
    #[slice(key = "vault", state = Vault)]
    enum VaultAction {
        Keep {
            #[slice(secret)]
            secret: String,
        },
    }
    impl Reduce<VaultAction> for Vault {
        fn reduce(&mut self, _: VaultAction, _: u64) -> Result<Change, Rejected> {
            Ok(Change::Unchanged)
        }
    }
    let owner = make_store();
    for store in [owner.clone(), attach(&owner, "writer").store] {
        let error = store.register_slice::<Vault>(|| {}).unwrap_err().to_string();
        assert!(error.contains("\"vault\" has secrets"), "{error}");
    }
    assert_eq!(owner.owner().unwrap().peek("vault"), None);
}

#[test]
fn the_owner_reads_a_slice_that_it_registers_itself() {
    let owner = make_store();
    owner.register_slice::<Seen>(|| {}).unwrap();
    owner.dispatch(look("p1")).unwrap();
    assert_eq!(seen(&owner), 1);
    owner.dispatch(look("p2")).unwrap();
    assert_eq!(seen(&owner), 2);
    owner.unregister_slice::<Seen>();
    assert_eq!(seen(&owner), 0, "the slice was removed");
    owner.register_slice::<Seen>(|| {}).unwrap();
    owner.dispatch(look("p3")).unwrap();
    assert_eq!(seen(&owner), 1);
}

#[test]
fn the_owner_reads_slices_of_remotes_even_before_their_registration() {
    let owner = make_store();
    let state = owner.state::<Seen>().unwrap();
    assert_eq!(state.with_untracked(|seen| seen.ids.len()), 0);
    let writer = attach(&owner, "writer");
    writer.store.register_slice::<Seen>(|| {}).unwrap();
    writer.store.dispatch(look("p1")).unwrap();
    assert_eq!(state.with_untracked(|seen| seen.ids.len()), 1);
    writer.store.dispatch(look("p2")).unwrap();
    assert_eq!(state.with_untracked(|seen| seen.ids.len()), 2);
    owner.dispatch(SessionAction::LogOut).unwrap();
    assert_eq!(state.with_untracked(|seen| seen.ids.len()), 0);
}

#[cfg(debug_assertions)]
#[test]
fn a_read_of_an_unknown_slice_warns_once_per_slice() {
    let owner = make_store();
    let viewer = attach(&owner, "viewer");
    assert_eq!(seen(&owner) + seen(&owner) + seen(&viewer.store), 0);
    assert_eq!(owner.owner().unwrap().missing_slices(), [Seen::KEY]);
    let other = make_store();
    other.register_slice::<Seen>(|| {}).unwrap();
    assert_eq!(seen(&other) + seen(&attach(&other, "viewer").store), 0);
    assert_eq!(other.owner().unwrap().missing_slices(), [""; 0]);
}

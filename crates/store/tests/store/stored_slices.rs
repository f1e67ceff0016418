//! Stored states of slices that are registered at run time.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use tarn_store::store::{ReducerError, RuntimeReducer, SyncMode};
use tarn_store::*;
use tarn_wire::Tagged;

use crate::page::*;
use crate::seen::*;
use crate::slices::*;

#[test]
fn a_slice_begins_with_its_stored_state_if_its_reducer_accepts_it() {
    let kept = tarn_wire::to_vec(&Seen { ids: vec!["p7".into()] });
    for (stored, expected) in [(kept, 1), (vec![0x07], 0)] {
        let owner = make_store();
        let answer = Rc::new(Cell::new(false));
        let is_accepted = Rc::clone(&answer);
        owner.owner().unwrap().restore_registered(move |slice, accepts| {
            assert_eq!(slice, "seen");
            is_accepted.set(accepts(&stored));
            is_accepted.get().then(|| stored.clone())
        });
        let (writer, viewer) = (attach(&owner, "writer"), attach(&owner, "viewer"));
        assert_eq!(
            seen(&viewer.store),
            expected,
            "readers need not wait for the registration"
        );
        writer.store.register_slice::<Seen>(|| {}).unwrap();
        assert_eq!(seen(&writer.store), expected);
        assert_eq!(answer.get(), expected == 1, "the reducer was asked");
    }
}

#[test]
fn a_logout_resets_readers_of_stored_states() {
    let owner = make_store();
    let kept = tarn_wire::to_vec(&Seen { ids: vec!["p7".into()] });
    let stored = Rc::new(RefCell::new(Some(kept)));
    let storage = Rc::clone(&stored);
    let handle = owner.owner().unwrap();
    handle.restore_registered(move |_, _| storage.borrow().clone());
    let store = owner.clone();
    let forgetting = handle.listen(SessionAction::LOG_OUT, move |_| {
        *stored.borrow_mut() = None;
        store.owner().unwrap().refresh_stored();
    });
    let remotes = [SyncMode::Actions, SyncMode::Snapshots].map(|sync| attach_by(&owner, sync.name(), sync));
    for remote in &remotes {
        assert_eq!(seen(&remote.store), 1);
    }
    owner.dispatch(SessionAction::LogOut).unwrap();
    for remote in &remotes {
        assert_eq!(seen(&remote.store), 0, "the next user does not see it");
    }
    remotes[0].store.register_slice::<Seen>(|| {}).unwrap();
    remotes[0].store.dispatch(look("p1")).unwrap();
    assert_eq!(seen(&remotes[1].store), 1, "the replica still gets later changes");
    forgetting.stop();
}

#[test]
fn readers_of_a_stored_state_get_a_newer_one_of_another_tab() {
    let owner = make_store();
    let stored = Rc::new(Cell::new(1));
    let count = Rc::clone(&stored);
    let handle = owner.owner().unwrap();
    handle.restore_registered(move |_, _| {
        let ids = vec![String::from("p1"); count.get()];
        Some(tarn_wire::to_vec(&Seen { ids }))
    });
    let (viewer, writer) = (attach(&owner, "viewer"), attach(&owner, "writer"));
    assert_eq!(seen(&viewer.store), 1);
    stored.set(2);
    handle.refresh_stored();
    assert_eq!(seen(&viewer.store), 2);
    writer.store.register_slice::<Seen>(|| {}).unwrap();
    writer.store.dispatch(look("p2")).unwrap();
    stored.set(1);
    handle.refresh_stored();
    assert_eq!(seen(&viewer.store), 3, "a registered slice ignores stored states");
}

#[test]
fn a_logout_resets_an_orphaned_slice_only_if_it_has_data_of_the_user() {
    /// Crashes at each call, including the one at a logout.
    struct Crashing(bool);
    impl RuntimeReducer for Crashing {
        fn reduce(&self, _: &[u8], _: &Tagged<'_>, _: u64) -> Result<Option<Vec<u8>>, ReducerError> {
            Err(ReducerError::Crashed("unreachable".into()))
        }
        fn accepts(&self, _: &[u8]) -> bool {
            true
        }
        fn reacts_to(&self, action_type: &str) -> bool {
            self.0 && action_type == SessionAction::LOG_OUT
        }
    }
    let full = || tarn_wire::to_vec(&Seen { ids: vec!["p1".into()] });
    let empty = || tarn_wire::to_vec(&Seen::default());
    for (reacts, is_gone_before) in [(true, true), (true, false), (false, true)] {
        let owner = make_store();
        let handle = owner.owner().unwrap();
        handle.restore_registered(move |_, _| Some(full()));
        let by = "writer".into();
        handle
            .register("seen", &by, empty(), Rc::new(Crashing(reacts)))
            .unwrap();
        if is_gone_before {
            handle.orphan_slices("writer");
        }
        let viewer = attach(&owner, "viewer");
        assert_eq!(seen(&viewer.store), 1);
        owner.dispatch(SessionAction::LogOut).unwrap();
        assert_eq!(handle.peek("seen").unwrap(), if reacts { empty() } else { full() });
        assert_eq!(seen(&viewer.store), usize::from(!reacts));
    }
}

#[test]
fn the_owner_reads_the_stored_state_until_the_remote_registers_the_slice() {
    let owner = make_store();
    let stored = Rc::new(RefCell::new(vec!["p1".to_owned()]));
    owner.owner().unwrap().restore_registered({
        let stored = Rc::clone(&stored);
        move |slice, _| {
            (slice == Seen::KEY).then(|| {
                tarn_wire::to_vec(&Seen {
                    ids: stored.borrow().clone(),
                })
            })
        }
    });
    assert_eq!(seen(&owner), 1);
    stored.borrow_mut().clear();
    owner.owner().unwrap().refresh_stored();
    assert_eq!(seen(&owner), 0);
}

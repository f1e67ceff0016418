//! Steps: the effect of an action in two numbers.

use tarn_store::store::Message;
use tarn_store::*;

use crate::page::*;
use crate::slices::*;

/// A replica of an earlier build without steps, which gets the actions themselves.
fn attach_without_steps(owner: &Store) -> Remote {
    let remote = attach(owner, "old");
    let handle = owner.owner().unwrap();
    handle.detach("old");
    handle.attach(&"old".into(), store::SyncMode::Actions, {
        let replica = remote.store.clone();
        move |message| match message {
            Message::Action { applied, after } => {
                replica.receive_action(applied.seq, *after, &applied.bytes, applied.hash);
            }
            Message::Snapshot { .. } => replica.receive(message),
        }
    });
    remote
}

#[test]
fn steps_and_actions_lead_to_the_same_state() {
    let owner = make_store();
    let (new, old) = (attach(&owner, "new"), attach_without_steps(&owner));
    let state = |store: &Store| store.select(Counters::clone);
    assert_eq!(state(&new.store), state(&old.store));
    let mut seed = 7_u32;
    let mut random = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % below
    };
    for _ in 0..2_000 {
        let number = random(20);
        let action = match random(20) {
            0 => CountersAction::Clear,
            1..4 => CountersAction::Remove {
                name: format!("p{number}"),
            },
            4..8 => CountersAction::Set {
                name: format!("p{number}"),
                count: random(4),
            },
            // In some cases the reducer refuses the count.
            8 => add_to(&format!("p{number}"), random(2) * MAX_COUNT),
            _ => add_to(&format!("p{number}"), 1 + random(3)),
        };
        let _ = owner.dispatch(action);
        assert_eq!(state(&new.store), state(&owner));
        assert_eq!(state(&old.store), state(&owner));
    }
    assert_eq!((new.lost.get(), old.lost.get()), (0, 0));
    let is_step = |message: &&Message| matches!(message, Message::Action { applied, .. } if applied.step.is_some());
    let steps = new.received.borrow().iter().filter(is_step).count();
    assert!(steps > 300, "an addition to a counter is a step; there were {steps}");
}

#[test]
fn only_an_action_with_a_single_effect_is_a_step() {
    let owner = make_store();
    let reader = attach(&owner, "reader");
    assert_eq!(reader.store.select(total), 0);
    owner.dispatch(add_to("p1", 1)).unwrap();
    owner.dispatch(add_to("p2", 1)).unwrap();
    owner.dispatch(add_to("p2", 4)).unwrap();
    let steps: Vec<_> = owner
        .owner()
        .unwrap()
        .log()
        .iter()
        .map(|entry| entry.applied.step)
        .collect();
    // The counters are the second slice of the contract; the second counter is at five now.
    assert_eq!(steps, [None, None, Some((1, Step(1, 5)))]);
}

#[test]
fn an_invalid_step_makes_the_replica_take_a_snapshot() {
    let owner = make_store();
    let reader = attach(&owner, "reader");
    owner.dispatch(add_to("p1", 1)).unwrap();
    assert_eq!(reader.store.select(total), 1);
    reader.store.receive_step(2, 1, 1, Step(5, 5), None);
    assert_eq!(reader.lost.get(), 1);
    assert_eq!(reader.store.select(total), 1);
    // A step of a slice that is not loaded is ignored.
    reader.store.receive_step(3, 2, 2, Step(5, 5), None);
    assert_eq!(reader.lost.get(), 1);
}

#[test]
fn the_loss_of_the_first_message_is_detected() {
    let owner = make_store();
    owner.dispatch(add_to("p1", 1)).unwrap();
    let reader = attach(&owner, "reader");
    assert_eq!(reader.store.select(total), 1);
    reader.deaf.set(true);
    owner.dispatch(add_to("p2", 1)).unwrap();
    reader.deaf.set(false);
    owner.dispatch(add_to("p1", 1)).unwrap();
    assert_eq!(reader.lost.get(), 1);
    assert_eq!(reader.store.select(total), 3);
}

/// The state of the counters as an object of JavaScript.
fn object_of(store: &Store) -> serde_json::Value {
    tarn_wire::from_slice(&store.owner().unwrap().peek("counters").unwrap()).unwrap()
}

/// Sets the numbers as `state_reader.js` does.
fn put_numbers(state: &mut serde_json::Value, numbers: &str) {
    for number in numbers.split(' ') {
        let (path, number) = number.split_once('=').unwrap();
        *state.pointer_mut(&format!("/{}", path.replace('.', "/"))).unwrap() = number.parse::<u64>().unwrap().into();
    }
}

#[test]
fn steps_update_a_copy_of_the_state_as_an_object() {
    let store = make_store();
    let owner = store.owner().unwrap();
    store.dispatch(add_to("p1", 1)).unwrap();
    store.dispatch(add_to("p2", 1)).unwrap();
    let mut state = object_of(&store);
    store.dispatch(add_to("p2", 3)).unwrap();
    store.dispatch(SessionAction::Restored).unwrap();
    store.dispatch(add_to("p1", 1)).unwrap();
    put_numbers(&mut state, &owner.steps_since("counters", 2).unwrap());
    assert_eq!(state, object_of(&store));
}

#[test]
fn other_changes_than_steps_require_a_read_of_the_whole_slice() {
    let store = make_store();
    let owner = store.owner().unwrap();
    store.dispatch(add_to("p1", 1)).unwrap();
    let counters = owner.peek("counters").unwrap();
    assert_eq!(
        owner.steps_since("counters", u64::MAX),
        None,
        "the slice was never read"
    );
    store.dispatch(add_to("p2", 1)).unwrap();
    store.dispatch(add_to("p2", 1)).unwrap();
    assert_eq!(owner.steps_since("counters", 1), None, "a counter was added");
    assert!(owner.steps_since("counters", 2).is_some());
    owner.replace(&[("counters".into(), counters)]).unwrap();
    assert_eq!(owner.steps_since("counters", 3), None, "time travel");
    for _ in 0..30 {
        store.dispatch(add_to("p1", 1)).unwrap();
    }
    assert_eq!(owner.steps_since("counters", 4), None, "the version is too old");
}

//! What an action came to, told in two numbers.

use shared_store::store::Message;
use shared_store::*;

use crate::page::*;

fn line(number: u32, quantity: u32) -> CartLine {
    CartLine {
        product_id: format!("p{number}"),
        name: format!("Product {number}"),
        price_cents: 100 + number,
        quantity,
        image: String::new(),
    }
}

/// A replica of crates that took no steps: it gets the actions themselves.
fn attach_without_steps(owner: &Store) -> Remote {
    let remote = attach(owner, "old");
    let handle = owner.owner().unwrap();
    handle.detach("old");
    handle.attach(&"old".into(), store::Sync::Actions, {
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
    let owner = make_store(StoreOptions::default());
    let (new, old) = (attach(&owner, "new"), attach_without_steps(&owner));
    let state = |store: &Store| store.select(CartState::clone);
    assert_eq!(state(&new.store), state(&old.store));
    let mut seed = 7_u32;
    let mut random = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % below
    };
    for _ in 0..2_000 {
        let number = random(20);
        let action = match random(20) {
            0 => CartAction::ClearCart,
            1..4 => CartAction::RemoveFromCart {
                product_id: format!("p{number}"),
            },
            4..8 => CartAction::UpdateQuantity {
                product_id: format!("p{number}"),
                quantity: random(4),
            },
            // Now and then a price that has changed, and a quantity that is refused.
            8 => CartAction::AddToCart(CartLine {
                price_cents: 7,
                ..line(number, random(2) * MAX_QUANTITY)
            }),
            _ => CartAction::AddToCart(line(number, 1 + random(3))),
        };
        let _ = owner.dispatch(action);
        assert_eq!(state(&new.store), state(&owner));
        assert_eq!(state(&old.store), state(&owner));
    }
    assert_eq!((new.lost.get(), old.lost.get()), (0, 0));
    let is_step = |message: &&Message| matches!(message, Message::Action { applied, .. } if applied.step.is_some());
    let steps = new.received.borrow().iter().filter(is_step).count();
    assert!(
        steps > 300,
        "adding more of a line is a step; of these there were {steps}"
    );
}

#[test]
fn a_step_is_all_that_the_action_came_to() {
    let owner = make_store(StoreOptions::default());
    let cart = attach(&owner, "cart");
    assert_eq!(cart.store.select(select_total_cart_items), 0);
    owner.dispatch(CartAction::AddToCart(line(1, 1))).unwrap();
    owner.dispatch(CartAction::AddToCart(line(2, 1))).unwrap();
    owner.dispatch(CartAction::AddToCart(line(2, 4))).unwrap();
    let steps: Vec<_> = owner
        .owner()
        .unwrap()
        .log()
        .iter()
        .map(|entry| entry.applied.step)
        .collect();
    // The cart is the second slice of the contract; its second line has five pieces now.
    assert_eq!(steps, [None, None, Some((1, Step(1, 5)))]);
}

#[test]
fn a_step_that_makes_no_sense_here_makes_a_replica_ask() {
    let owner = make_store(StoreOptions::default());
    let cart = attach(&owner, "cart");
    owner.dispatch(CartAction::AddToCart(line(1, 1))).unwrap();
    assert_eq!(cart.store.select(select_total_cart_items), 1);
    cart.store.receive_step(2, 1, 1, Step(5, 5), None);
    assert_eq!(cart.lost.get(), 1);
    assert_eq!(cart.store.select(select_total_cart_items), 1);
    // Of a slice that is not held, nothing is to be done.
    cart.store.receive_step(3, 2, 4, Step(5, 5), None);
    assert_eq!(cart.lost.get(), 1);
}

#[test]
fn the_first_message_that_is_lost_is_missed_too() {
    let owner = make_store(StoreOptions::default());
    owner.dispatch(CartAction::AddToCart(line(1, 1))).unwrap();
    let cart = attach(&owner, "cart");
    assert_eq!(cart.store.select(select_total_cart_items), 1);
    cart.deaf.set(true);
    owner.dispatch(CartAction::AddToCart(line(2, 1))).unwrap();
    cart.deaf.set(false);
    owner.dispatch(CartAction::AddToCart(line(1, 1))).unwrap();
    assert_eq!(cart.lost.get(), 1);
    assert_eq!(cart.store.select(select_total_cart_items), 3);
}

/// The state of a cart as JavaScript has it.
fn object_of(store: &Store) -> serde_json::Value {
    tarn_wire::from_slice(&store.owner().unwrap().peek("cart").unwrap()).unwrap()
}

/// What `state_reader.js` makes of the numbers.
fn put_numbers(state: &mut serde_json::Value, numbers: &str) {
    for number in numbers.split(' ') {
        let (path, number) = number.split_once('=').unwrap();
        *state.pointer_mut(&format!("/{}", path.replace('.', "/"))).unwrap() = number.parse::<u64>().unwrap().into();
    }
}

#[test]
fn who_holds_the_state_as_an_object_gets_the_numbers_that_changed() {
    let store = make_store(StoreOptions::default());
    let owner = store.owner().unwrap();
    store.dispatch(CartAction::AddToCart(line(1, 1))).unwrap();
    store.dispatch(CartAction::AddToCart(line(2, 1))).unwrap();
    let mut state = object_of(&store);
    store.dispatch(CartAction::AddToCart(line(2, 3))).unwrap();
    store.dispatch(UserAction::Restored).unwrap();
    store.dispatch(CartAction::AddToCart(line(1, 1))).unwrap();
    put_numbers(&mut state, &owner.steps_since("cart", 2).unwrap());
    assert_eq!(state, object_of(&store));
}

#[test]
fn who_missed_more_than_numbers_reads_the_whole_slice() {
    let store = make_store(StoreOptions::default());
    let owner = store.owner().unwrap();
    store.dispatch(CartAction::AddToCart(line(1, 1))).unwrap();
    let cart = owner.peek("cart").unwrap();
    assert_eq!(owner.steps_since("cart", u64::MAX), None, "it has never been read");
    store.dispatch(CartAction::AddToCart(line(2, 1))).unwrap();
    store.dispatch(CartAction::AddToCart(line(2, 1))).unwrap();
    assert_eq!(owner.steps_since("cart", 1), None, "a line was added");
    assert!(owner.steps_since("cart", 2).is_some());
    owner.replace(&[("cart".into(), cart)]).unwrap();
    assert_eq!(owner.steps_since("cart", 3), None, "time travel");
    for _ in 0..30 {
        store.dispatch(CartAction::AddToCart(line(1, 1))).unwrap();
    }
    assert_eq!(owner.steps_since("cart", 4), None, "it is too long ago");
}

//! Recovery of the owner after a panic in a reducer.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use tarn_store::store::Interrupted;
use tarn_store::{Action, Change, Foreign, React, Reduce, Rejected, Store};
use tarn_wire::Wire;

use crate::slices::*;

/// Panics on request in the middle of a change.
#[derive(Debug, Clone, Default, PartialEq, Wire)]
struct Fragile {
    count: u32,
}

#[derive(Debug, Clone, PartialEq, Wire, Action)]
#[slice(key = "fragile", state = Fragile, reacts_to(SessionAction::LogOut))]
enum FragileAction {
    Add,
    Panic,
}

impl Reduce<FragileAction> for Fragile {
    fn reduce(&mut self, action: FragileAction, _seq: u64) -> Result<Change, Rejected> {
        self.count += 1;
        match action {
            FragileAction::Add => Ok(Change::Changed),
            FragileAction::Panic => panic!("by design"),
        }
    }
}

impl React for Fragile {
    fn react(&mut self, _log_out: &Foreign<'_>) -> Change {
        panic!("by design")
    }
}

fn store() -> Store {
    builder().slice::<Fragile>().build()
}

fn count(store: &Store) -> u32 {
    store.select(|fragile: &Fragile| fragile.count)
}

/// Dispatches as in wasm: the hook runs after a panic, and no destructor does.
fn panics(store: &Store, act: impl FnOnce()) -> Option<Interrupted> {
    catch_unwind(AssertUnwindSafe(act)).unwrap_err();
    store.owner().unwrap().panicked()
}

fn interrupted(slice: &str, action_type: &str) -> Option<Interrupted> {
    Some(Interrupted {
        slice: slice.into(),
        action_type: action_type.into(),
    })
}

#[test]
fn a_panicking_reducer_is_named_and_its_action_counts_as_not_applied() {
    let store = store();
    let heard = Rc::new(Cell::new(0));
    store.owner().unwrap().subscribe({
        let heard = Rc::clone(&heard);
        move || heard.set(heard.get() + 1)
    });
    store.dispatch(FragileAction::Add).unwrap();
    let who = panics(&store, || drop(store.dispatch(FragileAction::Panic)));
    assert_eq!(who, interrupted("fragile", "fragile/panic"));
    assert_eq!(count(&store), 0, "read before the owner is called again");
    store.dispatch(FragileAction::Add).unwrap();
    store.dispatch(CountersAction::Clear).unwrap();
    assert_eq!(count(&store), 2);
    assert_eq!(store.owner().unwrap().stopped_slices(), [""; 0]);
    assert_eq!(store.owner().unwrap().log().len(), 3);
    assert_eq!(
        heard.get(),
        4,
        "one notification more than actions, for the recovered state"
    );
}

#[test]
fn a_panic_in_a_reaction_takes_back_the_action() {
    let store = store();
    store.dispatch(SessionAction::SetUser { user: "ada".into() }).unwrap();
    let who = panics(&store, || drop(store.dispatch(SessionAction::LogOut)));
    assert_eq!(who, interrupted("fragile", "session/logOut"));
    store.owner().unwrap().probe().unwrap();
    assert!(store.select(|session: &Session| session.user.is_some()));
}

#[test]
fn a_state_older_than_the_log_is_restored_from_storage() {
    let store = store();
    let owner = store.owner().unwrap();
    owner.restore_registered(|_, accepts| {
        Some(tarn_wire::to_vec(&Fragile { count: 250 })).filter(|state| accepts(state))
    });
    for _ in 0..300 {
        store.dispatch(FragileAction::Add).unwrap();
    }
    panics(&store, || drop(store.dispatch(FragileAction::Panic)));
    store.dispatch(FragileAction::Add).unwrap();
    assert_eq!(count(&store), 251);
}

#[test]
fn a_slice_that_cannot_be_restored_stops_and_the_others_continue() {
    let store = store();
    let owner = store.owner().unwrap();
    for _ in 0..300 {
        store.dispatch(FragileAction::Add).unwrap();
    }
    panics(&store, || drop(store.dispatch(FragileAction::Panic)));
    assert_eq!(owner.stopped_slices(), ["fragile"]);
    let rejected = store.dispatch(FragileAction::Add).unwrap_err();
    assert!(
        rejected.message.contains("fragile") && rejected.message.contains("reload"),
        "{rejected}"
    );
    assert_eq!(owner.peek("fragile"), None, "the stored state is not overwritten");
    store.dispatch(CountersAction::Clear).unwrap();
    assert_eq!(owner.metrics_snapshot().dispatched, 301);
}

#[test]
fn a_panic_ends_open_batches_and_pending_listeners() {
    let store = store();
    let owner = store.owner().unwrap();
    let heard = Rc::new(Cell::new(0));
    owner
        .listen("fragile/add", {
            let (heard, store) = (Rc::clone(&heard), store.clone());
            move |_| {
                heard.set(heard.get() + 1);
                if heard.get() == 1 {
                    let _ = store.dispatch(FragileAction::Panic);
                }
            }
        })
        .forever();
    let in_batch = store.clone();
    panics(&store, || {
        in_batch.batch({
            let store = in_batch.clone();
            move || drop(store.dispatch(FragileAction::Add))
        })
    });
    let told = Rc::new(Cell::new(0));
    owner.subscribe({
        let told = Rc::clone(&told);
        move || told.set(told.get() + 1)
    });
    store.dispatch(FragileAction::Add).unwrap();
    assert_eq!(heard.get(), 2);
    assert!(told.get() > 0);
    assert_eq!(count(&store), 2);
}

#[test]
fn a_panicking_selector_leaves_the_slice_usable() {
    let store = store();
    let who = panics(&store, || store.select(|_: &Fragile| panic!("by design")));
    assert_eq!(who, None, "no reducer ran");
    store.dispatch(FragileAction::Add).unwrap();
    assert_eq!(count(&store), 1);
}

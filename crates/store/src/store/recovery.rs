//! Recovery of slices after a panic: see [`super::reducing`].

use tarn_wire::Tagged;

use super::cell::OwnerCell;
use super::owner::Owner;
use super::{Interrupted, OwnerHandle};

impl OwnerHandle<'_> {
    /// Called by the panic hook of the owner's app. Returns the reducer that panicked, if it was one. The owner recovers at its next call: the
    /// action counts as not applied.
    ///
    /// Slices are rebuilt from the log, or from their stored states. A slice that cannot be rebuilt stops: it refuses actions and is not
    /// stored again, so that its stored state stays.
    #[must_use]
    pub fn panicked(&self) -> Option<Interrupted> {
        let reducing = &self.owner.reducing;
        reducing.has_panicked.set(true);
        if !reducing.is_running() {
            return None;
        }
        let cells = self.owner.cells.try_borrow().ok()?;
        Some(Interrupted {
            slice: cells.get(reducing.place.get())?.key().to_owned(),
            action_type: reducing.action_type.try_borrow().ok()?.clone(),
        })
    }

    /// The slices that have stopped because their reducers panicked.
    #[must_use]
    pub fn stopped_slices(&self) -> Vec<String> {
        self.owner.recover();
        let cells = self.owner.cells.borrow();
        let stopped = cells.iter().filter(|cell| cell.is_lost());
        stopped.map(|cell| cell.key().to_owned()).collect()
    }
}

impl Owner {
    /// Recovers from a panic.
    pub(super) fn recover(&self) {
        if self.reducing.has_panicked.get() {
            self.put_in_order();
        }
    }

    #[cold]
    fn put_in_order(&self) {
        self.reducing.has_panicked.set(false);
        self.reducing.end();
        self.listeners.abandon();
        self.abandon_batches();
        let mut stored = Vec::new();
        let mut place = 0;
        while let Some(cell) = { self.cells.borrow().get(place).cloned() } {
            place += 1;
            if let Some(state) = cell.snapshot().filter(|_| cell.is_held()) {
                // A copy without readers.
                let _ = cell.restore(&state, cell.version());
            }
            // A slice newer than the last action has reacted to the action that was not applied.
            let is_ahead = cell.version() > self.seq() && cell.runtime().is_none();
            if (cell.is_lost() || is_ahead) && !self.replay(&*cell) {
                cell.lose();
                stored.extend(self.stored_of(&*cell));
            }
        }
        if stored.is_empty() || self.replace(&stored).is_err() {
            self.feed_replicas();
            self.notify();
        }
    }

    /// Rebuilds the state of a slice from all actions since the start of the page, if the log has all of them.
    fn replay(&self, cell: &dyn OwnerCell) -> bool {
        let entries = self.log.borrow().entries();
        let reaches_back = entries.first().is_none_or(|first| first.applied.seq == 1);
        let actions: Vec<_> = entries
            .iter()
            .filter_map(|entry| Some((Tagged::parse(&entry.applied.bytes).ok()?, entry.applied.seq)))
            .collect();
        // Time travel has set states that are in no action.
        if !reaches_back || actions.iter().any(|(action, _)| action.tag == super::REPLACED) {
            return false;
        }
        cell.begin_anew();
        for (action, seq) in actions {
            if action.split().0 == cell.key() {
                // It was accepted before.
                let _ = cell.apply(&action, seq);
            } else {
                cell.react(&action, seq);
            }
        }
        true
    }

    /// The stored state of a slice, which is at most a short delay old.
    fn stored_of(&self, cell: &dyn OwnerCell) -> Option<(String, Vec<u8>)> {
        let stored = self.stored.borrow().clone()?;
        let state = stored(cell.key(), &|state| cell.accepts(state))?;
        Some((cell.key().to_owned(), state))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::rc::Rc;

    use tarn_wire::Wire;

    use super::*;
    use crate::Store;
    use crate::test_slices::{self, NotesAction, Session, SessionAction};
    use crate::{Action, Change, Foreign, React, Reduce, Rejected};

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
        test_slices::builder().slice::<Fragile>().build()
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
    fn a_reducer_that_panics_is_named_and_its_action_counts_as_not_applied() {
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
        store.dispatch(NotesAction::Clear).unwrap();
        assert_eq!(count(&store), 2);
        assert_eq!(store.owner().unwrap().stopped_slices(), [""; 0]);
        assert_eq!(store.owner().unwrap().log().len(), 3);
        assert_eq!(heard.get(), 4, "once more than actions: the state was put in order");
    }

    #[test]
    fn a_slice_that_panics_at_the_action_of_another_takes_back_that_action() {
        let store = store();
        store.dispatch(SessionAction::LogIn { user: "ada".into() }).unwrap();
        let who = panics(&store, || drop(store.dispatch(SessionAction::LogOut)));
        assert_eq!(who, interrupted("fragile", "session/logOut"));
        store.owner().unwrap().probe().unwrap();
        assert!(store.select(|session: &Session| session.user.is_some()));
    }

    #[test]
    fn what_the_log_does_not_reach_comes_back_from_storage() {
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
    fn a_slice_that_cannot_be_had_again_stops_and_the_others_go_on() {
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
        assert_eq!(owner.peek("fragile"), None, "nothing is written over what is stored");
        store.dispatch(NotesAction::Clear).unwrap();
        assert_eq!(owner.metrics_snapshot().dispatched, 301);
    }

    #[test]
    fn a_batch_and_listeners_that_a_panic_ended_do_not_stay_open() {
        let store = store();
        let owner = store.owner().unwrap();
        let heard = Rc::new(Cell::new(0));
        owner
            .listen("fragile/add", {
                let (heard, store) = (Rc::clone(&heard), store.clone());
                move |_, _| {
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
    fn a_selector_that_panics_leaves_the_slice_usable() {
        let store = store();
        let who = panics(&store, || store.select(|_: &Fragile| panic!("by design")));
        assert_eq!(who, None, "no reducer ran");
        store.dispatch(FragileAction::Add).unwrap();
        assert_eq!(count(&store), 1);
    }
}

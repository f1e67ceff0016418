//! Run-time slices: a remote has the reducer, the owner has the order and the state.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use tarn_wire::Tagged;

use super::cell::{AnyCell, NotApplied, Outcome, OwnerCell, Registered};
use super::runtime_reducer::{ReducerError, RuntimeReducer};
use crate::{Reason, Rejected};

pub(super) struct RuntimeCell {
    key: String,
    by: Rc<str>,
    state: RefCell<Rc<[u8]>>,
    /// The initial state.
    initial: RefCell<Rc<[u8]>>,
    reducer: RefCell<Option<Rc<dyn RuntimeReducer>>>,
    /// The actions that cross tabs, separated by spaces.
    crosses_tabs: RefCell<String>,
    /// The logout action.
    reset_on: Option<&'static str>,
    /// Whether the reducer reacts to a logout. An orphaned slice is reset without it.
    forgets_user: Cell<bool>,
    /// Increases with each start from an initial state, so that readers see a change.
    generation: Cell<u64>,
    seq: Cell<u64>,
}

/// The bits for sequence numbers, more than a page needs.
const GENERATION_SHIFT: u32 = 44;

impl RuntimeCell {
    pub(super) fn new(
        key: &str,
        by: &Rc<str>,
        stored: Option<Vec<u8>>,
        initial: Vec<u8>,
        reducer: Rc<dyn RuntimeReducer>,
        generation: u64,
        reset_on: Option<&'static str>,
    ) -> Self {
        let initial: Rc<[u8]> = initial.into();
        Self {
            key: key.into(),
            by: Rc::clone(by),
            state: RefCell::new(stored.map_or_else(|| Rc::clone(&initial), Into::into)),
            initial: RefCell::new(initial),
            crosses_tabs: RefCell::new(reducer.crosses_tabs()),
            reset_on,
            forgets_user: Cell::new(reset_on.is_some_and(|action| reducer.reacts_to(action))),
            reducer: RefCell::new(Some(reducer)),
            generation: Cell::new(generation),
            seq: Cell::new(0),
        }
    }

    /// No borrow is held while the reducer runs, because it is foreign code.
    fn reduce(&self, action: &Tagged<'_>, seq: u64) -> Result<(), Rejected> {
        let reducer = self.reducer.borrow().clone();
        let Some(reducer) = reducer else {
            return Err(self.orphaned("its reducer is gone"));
        };
        let state = Rc::clone(&self.state.borrow());
        match reducer.reduce(&state, action, seq) {
            Ok(None) => Ok(()),
            Ok(Some(next)) => {
                *self.state.borrow_mut() = next.into();
                self.seq.set(seq);
                Ok(())
            }
            Err(ReducerError::Rejected(rejected)) => Err(rejected),
            Err(ReducerError::Crashed(what)) => {
                self.orphan();
                Err(self.orphaned(&what))
            }
        }
    }

    fn orphaned(&self, what: &str) -> Rejected {
        Rejected::new(
            Reason::Orphaned,
            format!(
                "slice \"{}\" of \"{}\" is orphaned: {what}; it keeps its state and continues when \"{}\" is back",
                self.key, self.by, self.by
            ),
        )
    }
}

impl Registered for RuntimeCell {
    fn by(&self) -> &Rc<str> {
        &self.by
    }

    fn is_orphaned(&self) -> bool {
        self.reducer.borrow().is_none()
    }

    fn orphan(&self) {
        self.reducer.borrow_mut().take();
    }

    fn adopt(&self, reducer: Rc<dyn RuntimeReducer>, initial: Vec<u8>, generation: u64) -> bool {
        let present = Rc::clone(&self.state.borrow());
        let initial: Rc<[u8]> = initial.into();
        let is_accepted = reducer.accepts(&present);
        let is_other = !is_accepted || self.is_orphaned();
        if !is_accepted {
            *self.state.borrow_mut() = Rc::clone(&initial);
            self.generation.set(generation);
        }
        *self.initial.borrow_mut() = initial;
        *self.crosses_tabs.borrow_mut() = reducer.crosses_tabs();
        self.forgets_user
            .set(self.reset_on.is_some_and(|action| reducer.reacts_to(action)));
        *self.reducer.borrow_mut() = Some(reducer);
        is_other
    }

    fn tear_down(&self) {
        let reducer = self.reducer.borrow_mut().take();
        if let Some(reducer) = reducer {
            reducer.tear_down();
        }
    }
}

impl AnyCell for RuntimeCell {
    fn key(&self) -> &str {
        &self.key
    }

    fn version(&self) -> u64 {
        self.generation.get() << GENERATION_SHIFT | self.seq.get()
    }

    fn apply(&self, action: &Tagged<'_>, seq: u64) -> Result<Outcome, NotApplied> {
        self.reduce(action, seq)?;
        Ok(Outcome::default())
    }

    fn react(&self, action: &Tagged<'_>, seq: u64) {
        let wants = self
            .reducer
            .borrow()
            .as_ref()
            .is_some_and(|reducer| reducer.reacts_to(action.tag));
        if wants {
            // The action is applied in its own slice, independent of this reaction.
            let _ = self.reduce(action, seq);
        }
        if self.reset_on == Some(action.tag) && self.forgets_user.get() && self.is_orphaned() {
            // The reducer is gone, or has just crashed.
            let initial = Rc::clone(&self.initial.borrow());
            *self.state.borrow_mut() = initial;
            self.seq.set(seq);
        }
    }

    fn restore(&self, bytes: &[u8], seq: u64) -> Result<(), tarn_wire::Error> {
        *self.state.borrow_mut() = bytes.into();
        self.seq.set(seq);
        Ok(())
    }

    fn reset(&self) {}

    #[cfg(debug_assertions)]
    fn hash(&self) -> u32 {
        0
    }

    fn into_any(self: Rc<Self>) -> Rc<dyn Any> {
        self
    }
}

impl OwnerCell for RuntimeCell {
    fn snapshot(&self) -> Option<Vec<u8>> {
        Some(self.state.borrow().to_vec())
    }

    fn accepts(&self, bytes: &[u8]) -> bool {
        let reducer = self.reducer.borrow().clone();
        reducer.is_some_and(|reducer| reducer.accepts(bytes))
    }

    fn crosses_tabs(&self, action: &str) -> bool {
        !action.is_empty() && self.crosses_tabs.borrow().split(' ').any(|name| name == action)
    }

    fn runtime(&self) -> Option<&dyn Registered> {
        Some(self)
    }
}

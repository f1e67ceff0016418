//! The state of a slice in one instance.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use tarn_wire::Tagged;

use super::readers::Readers;
use super::runtime_reducer::RuntimeReducer;
use crate::{Change, Foreign, Reason, Rejected, Secret, Slice, Step};

/// A type-erased slice, which the store finds by its key.
pub(super) trait AnyCell {
    fn key(&self) -> &str;
    /// The sequence number of the last change, or of the snapshot.
    fn version(&self) -> u64;
    /// Decodes and reduces. [`refused`] formats errors, once for all types of slices.
    fn apply(&self, action: &Tagged<'_>, seq: u64) -> Result<Outcome, NotApplied>;
    /// Reacts to an action of another slice.
    fn react(&self, action: &Tagged<'_>, seq: u64);
    /// Takes a step of the owner; `false` if it is invalid here.
    fn take_step(&self, _step: Step, _seq: u64) -> bool {
        false
    }
    /// Replaces the state with a snapshot.
    fn restore(&self, bytes: &[u8], seq: u64) -> Result<(), tarn_wire::Error>;
    /// Restores the initial state.
    fn reset(&self);
    /// A hash of the state.
    #[cfg(debug_assertions)]
    fn hash(&self) -> u32;
    fn into_any(self: Rc<Self>) -> Rc<dyn Any>;
}

/// A cell of an owner. Its methods are separate, so replicas link no code for them.
pub(super) trait OwnerCell: AnyCell {
    /// The encoded state; `None` if it was lost.
    fn snapshot(&self) -> Option<Vec<u8>>;
    /// Whether the state was lost in a reducer that panicked.
    fn is_lost(&self) -> bool {
        false
    }
    /// Whether the state is borrowed by a reader. Outside of reads, that reader has panicked.
    fn is_held(&self) -> bool {
        false
    }
    /// Marks the state as lost.
    fn lose(&self) {}
    /// Restores the initial state without a notification: the replayed actions notify.
    fn begin_anew(&self) {}
    /// A step of this slice as text: see [`Slice::changed_numbers`].
    fn changed_numbers(&self, _step: Step, _seq: u64) -> String {
        String::new()
    }
    /// Whether `bytes` are a state of this slice.
    fn accepts(&self, bytes: &[u8]) -> bool;
    /// Whether the action of this name crosses tabs.
    fn crosses_tabs(&self, _action: &str) -> bool {
        false
    }
    /// The cell as a run-time slice, if it is one.
    fn runtime(&self) -> Option<&dyn Registered> {
        None
    }
}

/// A slice that was registered at run time. Its reducer belongs to another app, and may be gone.
pub(super) trait Registered {
    /// The name of the registering app.
    fn by(&self) -> &Rc<str>;
    fn is_orphaned(&self) -> bool;
    /// Drops the reducer and keeps the state.
    fn orphan(&self);
    /// Sets the reducer of a returned app, or of its new instance. It continues with the current state if it accepts that, or with its initial
    /// state as `generation` of the slice. Returns whether anything changed.
    fn adopt(&self, reducer: Rc<dyn RuntimeReducer>, initial: Vec<u8>, generation: u64) -> bool;
    /// Calls the teardown once.
    fn tear_down(&self);
}

/// The result of an applied action.
#[derive(Default)]
pub(super) struct Outcome {
    /// The instruction for the owner's vault.
    pub(super) secret: Option<Secret>,
    /// The action without its secret, if it had one.
    pub(super) redacted: Option<Vec<u8>>,
    /// Its step, if two numbers describe it.
    pub(super) step: Option<Step>,
}

/// Why an action was not applied.
pub(super) enum NotApplied {
    Undecodable(tarn_wire::Error),
    Rejected(Rejected),
}

impl From<tarn_wire::Error> for NotApplied {
    fn from(error: tarn_wire::Error) -> Self {
        Self::Undecodable(error)
    }
}

impl From<Rejected> for NotApplied {
    fn from(rejected: Rejected) -> Self {
        Self::Rejected(rejected)
    }
}

/// The state of a slice and its readers. A signal of Leptos would be compiled for each type of state, and takes locks that one thread does
/// not need.
pub(super) struct SliceCell<S: Slice> {
    /// Taken out while a reducer runs: a panic leaves neither a partial change nor a permanent borrow. Reads hold a counted reference for the
    /// same reason: a selector may panic, too.
    state: RefCell<Option<Rc<S>>>,
    readers: Rc<Readers>,
    version: Cell<u64>,
}

impl<S: Slice> SliceCell<S> {
    pub(super) fn new() -> Self {
        Self {
            state: RefCell::new(Some(Rc::default())),
            readers: Rc::new(Readers::new()),
            version: Cell::new(0),
        }
    }

    /// Calls `read` with the state, which it must not change.
    pub(super) fn with<T>(&self, read: impl FnOnce(&S) -> T) -> T {
        let state = self.state.borrow().clone();
        read(&state.unwrap_or_default())
    }

    /// Changes the state with a reducer; `None` if the state is lost.
    fn change<T>(&self, reduce: impl FnOnce(&mut S) -> T) -> Option<T> {
        let mut state = self.state.take()?;
        // The state is read at this moment only if a reader dispatches, which it must not, or has panicked: see `is_held`.
        let result = Rc::get_mut(&mut state).map(reduce);
        self.state.replace(Some(state));
        result
    }

    pub(super) fn readers(&self) -> &Rc<Readers> {
        &self.readers
    }

    /// Notifies readers of a change. No borrow is held during the notification.
    fn note(&self, change: Change, seq: u64) {
        if change.is_changed() {
            self.version.set(seq);
            self.readers.notify();
        }
    }
}

impl<S: Slice> AnyCell for SliceCell<S> {
    fn key(&self) -> &str {
        S::KEY
    }

    fn version(&self) -> u64 {
        self.version.get()
    }

    fn apply(&self, tagged: &Tagged<'_>, seq: u64) -> Result<Outcome, NotApplied> {
        let step = self.change(|state| state.step_of(tagged).filter(|step| state.take_step(*step, seq)));
        if let Some(step @ Some(_)) = step {
            self.note(Change::Changed, seq);
            return Ok(Outcome {
                step,
                ..Outcome::default()
            });
        }
        let mut action: S::Action = tagged.decode()?;
        let mut outcome = Outcome::default();
        if S::HAS_SECRETS {
            outcome.secret = S::withhold(&mut action);
            if outcome.secret.is_some() {
                outcome.redacted = Some(Tagged::encode(S::KEY, &action));
            }
        }
        let change = self.change(|state| state.apply(action, seq));
        // A replica that is read at this moment takes a snapshot.
        let change = change.unwrap_or_else(|| Err(Rejected::refused("the slice is being read")));
        self.note(change?, seq);
        Ok(outcome)
    }

    fn react(&self, action: &Tagged<'_>, seq: u64) {
        if S::reacts_to(action.tag) {
            let change = self.change(|state| state.answer(&Foreign::new(*action)));
            self.note(change.unwrap_or(Change::Unchanged), seq);
        }
    }

    fn take_step(&self, step: Step, seq: u64) -> bool {
        let is_taken = self.change(|state| state.take_step(step, seq)) == Some(true);
        self.note(Change::when(is_taken), seq);
        is_taken
    }

    fn restore(&self, bytes: &[u8], seq: u64) -> Result<(), tarn_wire::Error> {
        let next: S = tarn_wire::from_slice(bytes)?;
        let before = self.state.replace(Some(Rc::new(next)));
        let is_other = before != *self.state.borrow();
        self.note(Change::when(is_other), seq);
        self.version.set(seq);
        Ok(())
    }

    fn reset(&self) {
        let before = self.state.replace(Some(Rc::default()));
        let is_other = before != *self.state.borrow();
        self.note(Change::when(is_other), self.version.get());
    }

    #[cfg(debug_assertions)]
    fn hash(&self) -> u32 {
        self.with(|state| super::message::hash(&tarn_wire::to_vec(state)))
    }

    fn into_any(self: Rc<Self>) -> Rc<dyn Any> {
        self
    }
}

impl<S: Slice> OwnerCell for SliceCell<S> {
    fn crosses_tabs(&self, action: &str) -> bool {
        S::CROSSES_TABS.contains(&action)
    }

    fn changed_numbers(&self, step: Step, seq: u64) -> String {
        S::changed_numbers(step, seq)
    }

    fn snapshot(&self) -> Option<Vec<u8>> {
        let state = self.state.borrow().clone();
        state.map(|state| tarn_wire::to_vec(&*state))
    }

    fn is_lost(&self) -> bool {
        self.state.borrow().is_none()
    }

    fn is_held(&self) -> bool {
        self.state
            .borrow()
            .as_ref()
            .is_some_and(|state| Rc::strong_count(state) > 1)
    }

    fn lose(&self) {
        self.state.take();
    }

    fn begin_anew(&self) {
        self.state.replace(Some(Rc::default()));
        self.version.set(0);
    }

    fn accepts(&self, bytes: &[u8]) -> bool {
        tarn_wire::from_slice::<S>(bytes).is_ok()
    }
}

/// The error for a dispatcher. An action cannot be decoded for two reasons: its type is unknown, or its payload is wrong.
pub(super) fn refused(slice: &str, tag: &str, why: NotApplied) -> Rejected {
    match why {
        NotApplied::Rejected(rejected) => Rejected::new(rejected.reason, format!("{tag}: {}", rejected.message)),
        NotApplied::Undecodable(error) if error.is_unknown_variant() => Rejected::new(
            Reason::UnknownType,
            format!("unknown action type \"{tag}\": slice \"{slice}\" has no such action"),
        ),
        NotApplied::Undecodable(error) => {
            Rejected::new(Reason::BadPayload, format!("bad payload of \"{tag}\": {error}"))
        }
    }
}

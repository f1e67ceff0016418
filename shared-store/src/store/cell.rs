//! One slice's state in one instance.

use std::any::Any;
use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::{ArcRwSignal, UntrackableGuard, WithUntracked, Write};
use wire::Tagged;

use super::runtime_slice::RuntimeCell;
use crate::{Change, Reason, Rejected, Secret, Slice};

/// A slice whose type is forgotten, so that the store can hold all of them and find one by its key.
pub(super) trait AnyCell {
    fn key(&self) -> &str;
    /// The sequence number of the last change, or of the snapshot.
    fn version(&self) -> u64;
    /// Decodes and reduces. [`refused`] makes a sentence of an error, once for all types of slices.
    fn apply(&self, action: &Tagged<'_>, seq: u64) -> Result<Outcome, NotApplied>;
    /// Answers an action of another slice.
    fn react(&self, action: &Tagged<'_>, seq: u64);
    fn snapshot(&self) -> Vec<u8>;
    /// Whether `bytes` are a state of this slice.
    fn accepts(&self, bytes: &[u8]) -> bool;
    /// Takes a snapshot in place of the state.
    fn restore(&self, bytes: &[u8], seq: u64) -> Result<(), wire::Error>;
    /// Goes back to the state before any action.
    fn reset(&self);
    /// The cell as a run-time slice's, if it is one.
    fn runtime(&self) -> Option<&RuntimeCell> {
        None
    }
    fn into_any(self: Rc<Self>) -> Rc<dyn Any>;
}

/// What applying an action brought about.
#[derive(Default)]
pub(super) struct Outcome {
    /// For the owner's vault.
    pub(super) secret: Option<Secret>,
    /// The action without its secret, if it had one.
    pub(super) redacted: Option<Vec<u8>>,
}

/// Why an action was not applied.
pub(super) enum NotApplied {
    Undecodable(wire::Error),
    Rejected(Rejected),
}

impl From<wire::Error> for NotApplied {
    fn from(error: wire::Error) -> Self {
        Self::Undecodable(error)
    }
}

impl From<Rejected> for NotApplied {
    fn from(rejected: Rejected) -> Self {
        Self::Rejected(rejected)
    }
}

pub(super) struct SliceCell<S: Slice> {
    state: ArcRwSignal<S::State>,
    version: Cell<u64>,
}

impl<S: Slice> SliceCell<S> {
    pub(super) fn new() -> Self {
        Self {
            state: ArcRwSignal::new(S::State::default()),
            version: Cell::new(0),
        }
    }

    pub(super) fn signal(&self) -> ArcRwSignal<S::State> {
        self.state.clone()
    }

    /// Changes the state, and tells subscribers only if it is another one now. No guard is held while they hear of it.
    fn change<E>(&self, seq: u64, change: impl FnOnce(&mut S::State) -> Result<Change, E>) -> Result<(), E> {
        let Some(mut state) = self.state.try_write() else {
            return Ok(()); // Poisoned or disposed: impossible for an ArcRwSignal in one thread.
        };
        let result = change(&mut state);
        if matches!(result, Ok(Change::Changed)) {
            self.version.set(seq);
        } else {
            state.untrack();
        }
        result.map(drop)
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
        let mut action: S::Action = tagged.decode()?;
        let mut outcome = Outcome::default();
        if S::HAS_SECRETS {
            outcome.secret = S::withhold(&mut action);
            if outcome.secret.is_some() {
                outcome.redacted = Some(Tagged::encode(S::KEY, &action));
            }
        }
        self.change(seq, |state| S::reduce(state, action, seq))?;
        Ok(outcome)
    }

    fn react(&self, action: &Tagged<'_>, seq: u64) {
        let _ = self.change::<()>(seq, |state| Ok(S::react(state, action.tag)));
    }

    fn snapshot(&self) -> Vec<u8> {
        // The signal is the cell's own and lives as long as it.
        self.state.try_with_untracked(wire::to_vec).unwrap_or_default()
    }

    fn accepts(&self, bytes: &[u8]) -> bool {
        wire::from_slice::<S::State>(bytes).is_ok()
    }

    fn restore(&self, bytes: &[u8], seq: u64) -> Result<(), wire::Error> {
        let next: S::State = wire::from_slice(bytes)?;
        self.change(seq, |state| {
            let change = Change::when(*state != next);
            *state = next;
            Ok(change)
        })?;
        self.version.set(seq);
        Ok(())
    }

    fn reset(&self) {
        let _ = self.change::<()>(self.version.get(), |state| {
            *state = S::State::default();
            Ok(Change::Changed)
        });
    }

    fn into_any(self: Rc<Self>) -> Rc<dyn Any> {
        self
    }
}

/// What the dispatcher is told. Two things can keep an action from being decoded: nobody knows its type, or its payload is
/// wrong.
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

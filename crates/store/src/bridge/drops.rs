//! What was dropped, and why.

use std::cell::Cell;

use tarn_wire::Map;

/// Why something from another tab, or from storage, was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DropReason {
    /// It is no text.
    NotText,
    /// It is longer than anything that we send.
    TooLarge,
    /// It is no JSON.
    NotJson,
    /// A field is missing or has another type.
    Malformed,
    /// It has a form that this build does not know.
    Schema,
    /// The sender's contract is not compatible.
    Contract,
    /// It comes from this very tab.
    Echo,
    /// It came before, or too late.
    Replayed,
    /// The store does not mark the action as one that crosses.
    NotMarked,
    /// `federation.json` does not allow the action.
    NotAllowed,
    /// The reducer refused the action.
    Refused,
    /// What was stored is not believed.
    Storage,
}

const NAMES: [&str; 12] = [
    "not-text",
    "too-large",
    "not-json",
    "malformed",
    "schema",
    "contract",
    "echo",
    "replayed",
    "not-marked",
    "not-allowed",
    "refused",
    "storage",
];

impl DropReason {
    /// The name in `window.__TARN__.bridge().dropped`.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES[self as usize]
    }
}

/// Something that was dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// Why.
    pub reason: DropReason,
    /// What it was about: the field, the action, or the version that it names. May be empty.
    pub what: String,
}

impl Dropped {
    /// Something about `what`, for this reason.
    #[must_use]
    #[cold]
    pub fn new(reason: DropReason, what: &str) -> Self {
        Self {
            reason,
            what: what.into(),
        }
    }
}

#[derive(Default)]
pub(super) struct Drops([Cell<u32>; NAMES.len()]);

impl Drops {
    /// One more; the sentence about it if it is the first of its kind.
    pub(super) fn count(&self, dropped: &Dropped) -> Option<String> {
        let Dropped { reason, what } = dropped;
        let counter = &self.0[*reason as usize];
        counter.set(counter.get().saturating_add(1));
        (counter.get() == 1 && *reason != DropReason::Storage).then(|| {
            format!(
                "FED-015: dropped a message between tabs: {} {what}. Reload the other tab; more of the kind are only counted, in window.__TARN__.bridge()",
                reason.name()
            )
        })
    }

    pub(super) fn counts(&self) -> Map<u32> {
        let mut counts = Map::default();
        for (name, counter) in NAMES.iter().zip(&self.0) {
            if counter.get() > 0 {
                counts.insert(name, counter.get());
            }
        }
        counts
    }
}

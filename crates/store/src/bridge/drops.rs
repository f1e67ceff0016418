//! Dropped messages and their reasons.

use std::cell::Cell;

use tarn_wire::Map;

/// Why a message of another tab, or a stored value, was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DropReason {
    /// It is not text.
    NotText,
    /// It exceeds the length limit.
    TooLarge,
    /// It is not JSON.
    NotJson,
    /// A field is missing or has a wrong type.
    Malformed,
    /// Its form is unknown to this build.
    Schema,
    /// The contract of the sender is incompatible.
    Contract,
    /// It comes from this tab.
    Echo,
    /// It is repeated or late.
    Replayed,
    /// The slice does not mark the action as one that crosses.
    NotMarked,
    /// `federation.json` does not allow the action.
    NotAllowed,
    /// The reducer refused the action.
    Refused,
    /// The stored value is invalid.
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

/// A dropped message or stored value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The reason.
    pub reason: DropReason,
    /// The subject: the field, the action, or the version. May be empty.
    pub what: String,
}

impl Dropped {
    /// A drop of `what` for this reason.
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
    /// Counts a drop. Returns the sentence about it for the first one of its kind.
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

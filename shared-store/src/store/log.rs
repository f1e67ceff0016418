//! The last applied actions, and the last refused ones.

use std::collections::VecDeque;
use std::rc::Rc;

use super::Applied;
use crate::Rejected;

const CAPACITY: usize = 200;
const REFUSALS: usize = 50;

/// An applied action, as the log keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct LogEntry {
    /// What was applied.
    pub applied: Applied,
    /// When, ms since the epoch.
    pub at: f64,
}

/// An action that was refused.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// Its type, as far as it could be read.
    pub action_type: String,
    /// Who dispatched it.
    pub from: Rc<str>,
    /// Why not.
    pub rejected: Rejected,
    /// When, ms since the epoch.
    pub at: f64,
}

#[derive(Default)]
pub(super) struct Log {
    entries: VecDeque<LogEntry>,
    refusals: VecDeque<Refusal>,
}

impl Log {
    pub(super) fn push(&mut self, entry: LogEntry) {
        if self.entries.len() == CAPACITY {
            self.entries.pop_front();
        }
        self.entries.push_back(entry);
    }

    pub(super) fn refuse(&mut self, refusal: Refusal) {
        if self.refusals.len() == REFUSALS {
            self.refusals.pop_front();
        }
        self.refusals.push_back(refusal);
    }

    /// The action with that number, if it is not too old. Numbers have no gaps, so it is found by counting back.
    pub(super) fn get(&self, seq: u64) -> Option<Applied> {
        let first = self.entries.front()?.applied.seq;
        let index = usize::try_from(seq.checked_sub(first)?).ok()?;
        self.entries.get(index).map(|entry| entry.applied.clone())
    }

    pub(super) fn entries(&self) -> Vec<LogEntry> {
        self.entries.iter().cloned().collect()
    }

    pub(super) fn refusals(&self) -> Vec<Refusal> {
        self.refusals.iter().cloned().collect()
    }
}

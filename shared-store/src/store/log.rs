//! The last applied actions.

use std::collections::VecDeque;
use std::rc::Rc;

use super::Applied;

const CAPACITY: usize = 200;

/// An applied action, as the log keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct LogEntry {
    /// Its place in the owner's order, from 1.
    pub seq: u64,
    /// The encoded action, a [`wire::Tagged`], secrets redacted.
    pub bytes: Rc<[u8]>,
    /// Who dispatched it: `host` or the remote's name.
    pub from: Rc<str>,
    /// When, ms since the epoch.
    pub at: f64,
}

#[derive(Default)]
pub(super) struct Log {
    entries: VecDeque<LogEntry>,
}

impl Log {
    pub(super) fn push(&mut self, entry: LogEntry) {
        if self.entries.len() == CAPACITY {
            self.entries.pop_front();
        }
        self.entries.push_back(entry);
    }

    /// The action with that number, if it is not too old. Numbers have no gaps, so it is found by counting back.
    pub(super) fn get(&self, seq: u64) -> Option<Applied> {
        let first = self.entries.front()?.seq;
        let index = usize::try_from(seq.checked_sub(first)?).ok()?;
        self.entries.get(index).map(|entry| Applied {
            seq: entry.seq,
            bytes: Rc::clone(&entry.bytes),
        })
    }

    pub(super) fn entries(&self) -> Vec<LogEntry> {
        self.entries.iter().cloned().collect()
    }
}

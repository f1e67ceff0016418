//! The last applied and the last refused actions.

use std::collections::VecDeque;
use std::rc::Rc;

use super::Applied;
use crate::Rejected;

const CAPACITY: usize = 200;
/// The limit of all actions together, because some are large. The last action is always kept.
const MAX_BYTES: usize = 1 << 20;
const REFUSALS: usize = 50;

/// An applied action in the log.
#[derive(Debug, Clone, PartialEq)]
pub struct LogEntry {
    /// The applied action.
    pub applied: Rc<Applied>,
    /// The time in ms since the epoch.
    pub at: f64,
}

/// A refused action.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// Its type, if it is readable.
    pub action_type: String,
    /// The name of the dispatcher.
    pub from: Rc<str>,
    /// The reason.
    pub rejected: Rejected,
    /// The time in ms since the epoch.
    pub at: f64,
}

#[derive(Default)]
pub(super) struct Log {
    entries: VecDeque<LogEntry>,
    bytes: usize,
    refusals: VecDeque<Refusal>,
}

impl Log {
    pub(super) fn push(&mut self, entry: LogEntry) {
        self.bytes += entry.applied.bytes.len();
        while self.entries.len() == CAPACITY || self.bytes > MAX_BYTES {
            let Some(oldest) = self.entries.pop_front() else { break };
            self.bytes -= oldest.applied.bytes.len();
        }
        self.entries.push_back(entry);
    }

    pub(super) fn refuse(&mut self, refusal: Refusal) {
        if self.refusals.len() == REFUSALS {
            self.refusals.pop_front();
        }
        self.refusals.push_back(refusal);
    }

    /// The action with that number, if it is not too old. Numbers have no gaps, so its index is computed.
    pub(super) fn get(&self, seq: u64) -> Option<Rc<Applied>> {
        let first = self.entries.front()?.applied.seq;
        let index = usize::try_from(seq.checked_sub(first)?).ok()?;
        self.entries.get(index).map(|entry| Rc::clone(&entry.applied))
    }

    pub(super) fn entries(&self) -> Vec<LogEntry> {
        self.entries.iter().cloned().collect()
    }

    pub(super) fn refusals(&self) -> Vec<Refusal> {
        self.refusals.iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log_of(lengths: &[usize]) -> Log {
        let mut log = Log::default();
        for (index, length) in lengths.iter().enumerate() {
            log.push(LogEntry {
                applied: Rc::new(Applied {
                    seq: index as u64 + 1,
                    bytes: vec![0; *length],
                    from: "host".into(),
                    hash: None,
                    changed: Default::default(),
                    step: None,
                }),
                at: 0.0,
            });
        }
        log
    }

    #[test]
    fn the_log_is_limited_by_number_and_by_bytes() {
        assert_eq!(log_of(&[10; 300]).entries().len(), CAPACITY);
        let long = log_of(&[MAX_BYTES / 4; 10]);
        assert_eq!(long.entries().len(), 4);
        assert!(long.get(6).is_none() && long.get(7).is_some_and(|applied| applied.seq == 7));
    }

    #[test]
    fn the_last_action_is_kept_at_any_length() {
        let log = log_of(&[10, MAX_BYTES + 1]);
        assert_eq!(log.entries().len(), 1);
        assert!(log.get(2).is_some());
        let log = log_of(&[MAX_BYTES + 1, 10, 10]);
        assert_eq!(log.entries().len(), 2);
    }
}

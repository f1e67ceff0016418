//! The application of an action: checks, reducers, sequence number, log.

use std::rc::Rc;

use tarn_wire::Tagged;

use super::cell::{OwnerCell, refused};
use super::message::SliceSet;
use super::owner::Owner;
use super::reducing::{may_not_dispatch, stopped};
use super::{Applied, LogEntry};
use crate::{Reason, Rejected, Secret, Step};

/// The result of the reducers.
pub(super) struct Reduced {
    pub(super) seq: u64,
    /// The action without its secret, if it had one.
    pub(super) redacted: Option<Vec<u8>>,
    /// The hash of the slice, in debug builds.
    pub(super) hash: Option<u32>,
    pub(super) changed: SliceSet,
    pub(super) step: Option<(u32, Step)>,
}

impl Owner {
    pub(super) fn apply(&self, from: &Rc<str>, bytes: Vec<u8>) -> Result<Rc<Applied>, (String, Rejected)> {
        let tagged = Tagged::parse(&bytes)
            .map_err(|error| (String::new(), Rejected::new(Reason::BadPayload, error.to_string())))?;
        match self.apply_tagged(from, &tagged) {
            Ok(reduced) => Ok(self.note(reduced, bytes, from)),
            Err(rejected) => Err((tagged.tag.to_owned(), rejected)),
        }
    }

    /// Runs the reducers.
    fn apply_tagged(&self, from: &Rc<str>, tagged: &Tagged<'_>) -> Result<Reduced, Rejected> {
        let (slice, _) = tagged.split();
        let own = self.place_of(slice).ok_or_else(|| self.unknown(tagged.tag))?;
        let cell = Rc::clone(&self.cells.borrow()[own]);
        self.check_grant(from, tagged.tag)?;
        self.check_moment(&*cell, tagged.tag)?;
        let seq = self.seq.get() + 1;
        self.reducing.begin(own, tagged.tag);
        let outcome = cell.apply(tagged, seq).map_err(|why| refused(slice, tagged.tag, why));
        let outcome = match outcome {
            Ok(outcome) => outcome,
            Err(rejected) => {
                self.reducing.end();
                return Err(rejected);
            }
        };
        // Only the slice itself sees the secret.
        let redacted = outcome.redacted.as_deref().and_then(|bytes| Tagged::parse(bytes).ok());
        let seen = redacted.as_ref().unwrap_or(tagged);
        let changed = self.react(own, seen, seq);
        self.reducing.end();
        self.seq.set(seq);
        match outcome.secret {
            Some(Secret::Keep(secret)) => *self.vault.borrow_mut() = Some(secret),
            Some(Secret::Forget) => *self.vault.borrow_mut() = None,
            None => {}
        }
        #[cfg(debug_assertions)]
        let hash = cell.runtime().is_none().then(|| cell.hash());
        #[cfg(not(debug_assertions))]
        let hash = None;
        Ok(Reduced {
            seq,
            redacted: outcome.redacted,
            hash,
            changed,
            // A step describes the action only if no other slice reacted.
            step: outcome
                .step
                .filter(|_| changed == SliceSet::of(own))
                .map(|step| (own as u32, step)),
        })
    }

    /// Checks that the slice's reducer can run now.
    fn check_moment(&self, cell: &dyn OwnerCell, action_type: &str) -> Result<(), Rejected> {
        if self.reducing.is_running() {
            return Err(may_not_dispatch(action_type));
        }
        if self.cells.borrow().iter().any(|cell| cell.is_held()) {
            return Err(Rejected::refused(format!(
                "{action_type}: a selector may not dispatch; dispatch in a listener"
            )));
        }
        if cell.is_lost() {
            return Err(stopped(cell.key()));
        }
        Ok(())
    }

    /// Lets all slices react except `own`, the slice of the action. Returns the changed slices.
    fn react(&self, own: usize, seen: &Tagged<'_>, seq: u64) -> SliceSet {
        let mut changed = SliceSet::default();
        let mut place = 0;
        while let Some(cell) = { self.cells.borrow().get(place).cloned() } {
            if place != own {
                self.reducing.go_on(place);
                cell.react(seen, seq);
                #[cfg(debug_assertions)]
                if cell.version() == seq && cell.runtime().is_none() {
                    self.note_check(&*cell, seq);
                }
            }
            if cell.version() == seq {
                changed.insert(place);
            }
            place += 1;
        }
        changed
    }

    /// Records the hash of a slice that reacted: replicas compare it, too. Only the last actions matter.
    #[cfg(debug_assertions)]
    fn note_check(&self, cell: &dyn OwnerCell, seq: u64) {
        let mut checks = self.checks.borrow_mut();
        if checks.len() > 200 {
            checks.drain(..100);
        }
        let check = Tagged {
            tag: super::CHECK,
            value: Some(&tarn_wire::to_vec(&cell.key().to_owned())),
            extras: None,
        };
        checks.push(Rc::new(Applied {
            seq,
            bytes: check.to_vec(),
            from: Rc::clone(&self.name),
            hash: Some(cell.hash()),
            changed: SliceSet::default(),
            step: None,
        }));
    }

    pub(super) fn note(&self, reduced: Reduced, bytes: Vec<u8>, from: &Rc<str>) -> Rc<Applied> {
        let applied = Rc::new(Applied {
            seq: reduced.seq,
            bytes: reduced.redacted.unwrap_or(bytes),
            from: Rc::clone(from),
            hash: reduced.hash,
            changed: reduced.changed,
            step: reduced.step,
        });
        self.log.borrow_mut().push(LogEntry {
            applied: Rc::clone(&applied),
            at: (self.settings.options.now)(),
        });
        applied
    }

    #[cold]
    fn unknown(&self, action_type: &str) -> Rejected {
        let mut known = Vec::new();
        self.for_each_slice(&mut |key, _| known.push(key.to_owned()));
        Rejected::new(
            Reason::UnknownType,
            format!(
                "unknown action type \"{action_type}\": the slices are {}",
                known.join(", ")
            ),
        )
    }
}

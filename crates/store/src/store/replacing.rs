//! Replacement of states, for time travel and imports.

use std::rc::Rc;

use tarn_wire::Tagged;

use super::applying::Reduced;
use super::cell::{OwnerCell, Registered};
use super::message::SliceSet;
use super::owner::Owner;
use super::{Message, REPLACED, find};
use crate::StoreError;

impl Owner {
    /// Replaces states as one step in the order of all.
    pub(super) fn replace(&self, states: &[(String, Vec<u8>)]) -> Result<(), StoreError> {
        for (key, bytes) in states {
            let cell = find(&self.cells, key).ok_or_else(|| StoreError::NoSlice(key.clone()))?;
            // No reducer can check the state of an orphaned slice, which stays unchanged.
            if !is_orphaned(&*cell) && !cell.accepts(bytes) {
                return Err(StoreError::BadSnapshot {
                    slice: key.clone(),
                    message: "it is not a state of this slice".into(),
                });
            }
        }
        let seq = self.seq.get() + 1;
        for (key, bytes) in states {
            if let Some(cell) = find(&self.cells, key).filter(|cell| !is_orphaned(&**cell)) {
                // It was accepted above.
                let _ = cell.restore(bytes, seq);
            }
        }
        self.seq.set(seq);
        let tagged = Tagged {
            tag: REPLACED,
            value: None,
            extras: None,
        };
        // Replicas get the new states instead of an action.
        let reduced = Reduced {
            seq,
            redacted: None,
            hash: None,
            changed: SliceSet::default(),
            step: None,
        };
        let applied = self.note(reduced, tagged.to_vec(), &Rc::clone(&self.name));
        self.feed_replicas();
        for link in self.links.borrow().clone() {
            for (key, _) in states {
                (link.deliver)(&Message::Snapshot {
                    slice: key.as_str().into(),
                    snapshot: self.snapshot_of(find(&self.cells, key).as_deref(), true),
                });
            }
        }
        self.tell(&applied);
        Ok(())
    }
}

fn is_orphaned(cell: &dyn OwnerCell) -> bool {
    cell.runtime().is_some_and(Registered::is_orphaned)
}

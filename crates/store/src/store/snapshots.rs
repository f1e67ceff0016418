//! Encoded states of slices.

use std::rc::Rc;

use super::cell::OwnerCell;
use super::owner::Owner;
use super::{Message, Snapshot, SyncMode, find};

impl Owner {
    /// The state of a slice, without later changes.
    pub(super) fn peek(&self, slice: &str) -> Option<Vec<u8>> {
        self.recover();
        find(&self.cells, slice)?.snapshot()
    }

    /// The state of a slice for the replica of that name, which gets its later changes.
    pub(super) fn snapshot(&self, name: &str, slice: &str) -> Snapshot {
        self.recover();
        let cell = find(&self.cells, slice);
        let link = self.links.borrow().iter().find(|link| &*link.name == name).cloned();
        let is_streamed = match (&cell, &link) {
            (Some(cell), Some(link)) => cell.runtime().is_none() && link.sync == SyncMode::Actions,
            (_, None) => true,
            (None, _) => false,
        };
        if let Some(link) = link {
            match self.place_of(slice) {
                Some(place) if is_streamed => link.stream(place),
                _ => link.follow(slice, cell.as_ref().map(|cell| cell.version())),
            }
        }
        match cell {
            None => self.stored_snapshot(name, slice),
            cell => Snapshot {
                place: self.place_of(slice).map_or(u32::MAX, |place| place as u32),
                ..self.snapshot_of(cell.as_deref(), is_streamed)
            },
        }
    }

    pub(super) fn stored_snapshot(&self, reader: &str, slice: &str) -> Snapshot {
        let mut snapshot = self.snapshot_of(None, false);
        snapshot.bytes = self.stored_state(reader, slice).map(Into::into);
        snapshot
    }

    pub(super) fn refresh_stored(&self) {
        self.refresh_absent_views();
        for link in self.links.borrow().clone() {
            for followed in link.followed() {
                if followed.sent.get().is_none() {
                    (link.deliver)(&Message::Snapshot {
                        slice: Rc::clone(&followed.slice),
                        snapshot: self.stored_snapshot(&link.name, &followed.slice),
                    });
                }
            }
        }
    }

    pub(super) fn snapshot_of(&self, cell: Option<&dyn OwnerCell>, is_streamed: bool) -> Snapshot {
        Snapshot {
            seq: self.seq.get(),
            bytes: cell.and_then(OwnerCell::snapshot).map(Into::into),
            is_streamed,
            place: u32::MAX,
        }
    }

    pub(super) fn place_of(&self, slice: &str) -> Option<usize> {
        self.cells.borrow().iter().position(|cell| cell.key() == slice)
    }
}

//! A replica: a read copy that follows the owner's stream.

use std::cell::Cell;
use std::rc::Rc;

use wire::Tagged;

use super::cell::AnyCell;
use super::owner::Owner;
use super::{Cells, Port, Role, find};
use crate::{Rejected, StoreError};

pub(super) struct Replica {
    port: Box<dyn Port>,
    cells: Cells,
    /// The last sequence number that was received; `None` before the first, when any number is the right one.
    received: Cell<Option<u64>>,
}

impl Replica {
    pub(super) fn new(port: Box<dyn Port>) -> Self {
        Self {
            port,
            cells: Cells::default(),
            received: Cell::new(None),
        }
    }

    fn take_snapshot(&self, cell: &dyn AnyCell) -> Result<(), StoreError> {
        let (seq, bytes) = self.port.snapshot(cell.key())?;
        cell.restore(&bytes, seq).map_err(|error| StoreError::BadSnapshot {
            slice: cell.key().into(),
            message: error.to_string(),
        })
    }

    /// Takes every slice anew. One that cannot be had keeps its last state.
    fn resync(&self, cells: &[Rc<dyn AnyCell>]) {
        self.port.lost_the_thread();
        for cell in cells {
            let _ = self.take_snapshot(&**cell);
        }
    }
}

impl Role for Replica {
    fn dispatch(&self, bytes: Vec<u8>) -> Result<(), Rejected> {
        self.port.dispatch(&bytes)
    }

    fn find(&self, key: &str) -> Option<Rc<dyn AnyCell>> {
        find(&self.cells, key)
    }

    /// Takes a snapshot, so that whoever mounts late sees the present value at once.
    fn admit(&self, cell: Rc<dyn AnyCell>) -> Result<(), StoreError> {
        self.take_snapshot(&*cell)?;
        self.cells.borrow_mut().push(cell);
        Ok(())
    }

    fn receive(&self, seq: u64, bytes: &[u8]) {
        let in_step = match self.received.get() {
            None => true,
            Some(received) if seq <= received => return,
            Some(received) => seq == received + 1,
        };
        self.received.set(Some(seq));
        let cells = self.cells.borrow().clone();
        if !in_step || !follow(&cells, seq, bytes) {
            self.resync(&cells);
        }
    }

    fn owner(&self) -> Option<&Owner> {
        None
    }
}

/// Applies one action of the stream; `false` if a reducer here refuses what the owner accepted.
fn follow(cells: &[Rc<dyn AnyCell>], seq: u64, bytes: &[u8]) -> bool {
    let Ok(tagged) = Tagged::parse(bytes) else {
        return false;
    };
    let (slice, _) = tagged.split();
    // A cell whose snapshot is newer has this action in it already.
    for cell in cells.iter().filter(|cell| cell.version() < seq) {
        if cell.key() == slice {
            if cell.apply(&tagged, seq).is_err() {
                return false;
            }
        } else {
            cell.react(tagged.tag, seq);
        }
    }
    true
}

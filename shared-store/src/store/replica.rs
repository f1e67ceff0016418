//! A replica: a read copy that follows the owner's stream.

use std::cell::Cell;
use std::rc::Rc;

use wire::Tagged;

use super::cell::{ReplicaCell, SliceCell};
use super::{Cells, Port, find};
use crate::{Rejected, Slice, StoreError};

pub(super) struct Replica {
    port: Box<dyn Port>,
    cells: Cells<dyn ReplicaCell>,
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

    pub(super) fn dispatch(&self, bytes: &[u8]) -> Result<(), Rejected> {
        self.port.dispatch(bytes)
    }

    /// The slice's cell. The first call takes a snapshot, so whoever mounts late sees the present value at once.
    pub(super) fn cell<S: Slice>(&self) -> Result<Rc<dyn ReplicaCell>, StoreError> {
        if let Some(cell) = find(&self.cells, S::KEY) {
            return Ok(cell);
        }
        let cell: Rc<dyn ReplicaCell> = Rc::new(SliceCell::<S>::new());
        self.take_snapshot(&*cell)?;
        self.cells.borrow_mut().push(Rc::clone(&cell));
        Ok(cell)
    }

    fn take_snapshot(&self, cell: &dyn ReplicaCell) -> Result<(), StoreError> {
        let (seq, bytes) = self.port.snapshot(cell.key())?;
        cell.restore(&bytes, seq).map_err(|error| StoreError::BadSnapshot {
            slice: cell.key().into(),
            message: error.to_string(),
        })
    }

    pub(super) fn receive(&self, seq: u64, bytes: &[u8]) {
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

    /// Takes every slice anew. One that cannot be had keeps its last state.
    fn resync(&self, cells: &[Rc<dyn ReplicaCell>]) {
        self.port.lost_the_thread();
        for cell in cells {
            let _ = self.take_snapshot(&**cell);
        }
    }
}

/// Applies one action of the stream; `false` if a reducer here refuses what the owner accepted.
fn follow(cells: &[Rc<dyn ReplicaCell>], seq: u64, bytes: &[u8]) -> bool {
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

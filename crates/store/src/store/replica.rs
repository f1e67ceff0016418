//! A replica: a copy that applies the owner's stream.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use tarn_wire::Tagged;

use super::cell::AnyCell;
use super::message::LOST;
use super::owner::Owner;
use super::role::Role;
use super::{Port, RuntimeReducer, SharedAct, SharedReducer, Snapshot};
use crate::{RegistrationError, Rejected, Step, StoreError};

pub(super) struct Replica {
    port: Box<dyn Port>,
    slices: RefCell<Vec<Rc<Held>>>,
    /// The last sequence number that was received; `None` before the first.
    received: Cell<Option<u64>>,
}

/// A slice of this replica.
struct Held {
    cell: Rc<dyn AnyCell>,
    /// Its place in the owner, which steps use as its name.
    place: Cell<u32>,
    /// Whether it gets actions. Otherwise it gets a snapshot after each change.
    is_streamed: Cell<bool>,
    /// Whether the owner had no such slice at the last message. After its removal there is no stream for it.
    is_absent: Cell<bool>,
}

impl Replica {
    pub(super) fn new(port: Box<dyn Port>) -> Self {
        Self {
            port,
            slices: RefCell::default(),
            received: Cell::new(None),
        }
    }

    fn held(&self, key: &str) -> Option<Rc<Held>> {
        self.slices.borrow().iter().find(|held| held.cell.key() == key).cloned()
    }

    fn nth(&self, index: usize) -> Option<Rc<Held>> {
        self.slices.borrow().get(index).cloned()
    }

    fn take_snapshot(&self, held: &Held) -> Result<(), StoreError> {
        let snapshot = self.port.snapshot(held.cell.key())?;
        held.is_streamed.set(snapshot.is_streamed);
        held.place.set(snapshot.place);
        held.take(&snapshot)
    }

    /// Takes new snapshots of all slices. A slice without a snapshot keeps its last state.
    fn resync(&self) {
        self.port.report_resync();
        let mut index = 0;
        while let Some(held) = self.nth(index) {
            let _ = self.take_snapshot(&held);
            index += 1;
        }
    }

    /// Applies the next message with `apply`. After a gap or a failure it takes snapshots.
    fn receive(&self, seq: u64, after: u64, apply: impl FnOnce() -> bool) {
        let is_next = match self.received.get() {
            None => after != LOST && !self.began_before(after),
            Some(received) if seq <= received => return,
            Some(received) => received == after,
        };
        self.received.set(Some(seq));
        if !is_next || !apply() {
            self.resync();
        }
    }

    /// Whether the first received action leaves a gap after the snapshots.
    fn began_before(&self, after: u64) -> bool {
        let slices = self.slices.borrow();
        let mut streamed = slices
            .iter()
            .filter(|held| held.is_streamed.get() && !held.is_absent.get());
        streamed.any(|held| held.cell.version() < after)
    }

    /// Takes a step of the stream; `false` if it is invalid here, or leads to a different state than the owner's.
    #[cfg_attr(
        not(debug_assertions),
        expect(unused_variables, reason = "hashes are compared in debug builds")
    )]
    fn take_step(&self, seq: u64, slice: u32, step: Step, hash: Option<u32>) -> bool {
        let slices = self.slices.borrow();
        let held = slices.iter().find(|held| held.place.get() == slice).cloned();
        drop(slices);
        // A newer snapshot already includes the step.
        let Some(held) = held.filter(|held| held.is_streamed.get() && held.cell.version() < seq) else {
            return true;
        };
        if !held.cell.take_step(step, seq) {
            return false;
        }
        #[cfg(debug_assertions)]
        if self.differs(&held, seq, hash) {
            return false;
        }
        true
    }

    /// Applies an action of the stream; `false` if a reducer refuses an accepted action, or computes a different state.
    #[cfg_attr(
        not(debug_assertions),
        expect(unused_variables, reason = "hashes are compared in debug builds")
    )]
    fn run(&self, seq: u64, bytes: &[u8], hash: Option<u32>) -> bool {
        let Ok(tagged) = Tagged::parse(bytes) else {
            return false;
        };
        let (slice, _) = tagged.split();
        let mut index = 0;
        while let Some(held) = self.nth(index) {
            index += 1;
            // A newer snapshot already includes this action.
            if !held.is_streamed.get() || held.cell.version() >= seq {
                continue;
            }
            if held.cell.key() != slice {
                held.cell.react(&tagged, seq);
                continue;
            }
            if held.cell.apply(&tagged, seq).is_err() {
                return false;
            }
            // Debug builds of the owner send a hash, which a debug build of the replica compares.
            #[cfg(debug_assertions)]
            if self.differs(&held, seq, hash) {
                return false;
            }
        }
        true
    }

    #[cfg(debug_assertions)]
    fn differs(&self, held: &Held, seq: u64, hash: Option<u32>) -> bool {
        let differs = hash.is_some_and(|expected| held.cell.hash() != expected);
        if differs {
            self.port.diverged(held.cell.key(), seq);
        }
        differs
    }

    /// Compares a slice that reacted to the last action with the owner's.
    #[cfg(debug_assertions)]
    fn check(&self, seq: u64, bytes: &[u8], hash: Option<u32>) {
        let tagged = Tagged::parse(bytes).ok().filter(|tagged| tagged.tag == super::CHECK);
        let slice = tagged.and_then(|tagged| tarn_wire::from_slice::<String>(tagged.value?).ok());
        let held = slice.and_then(|slice| self.held(&slice));
        // A newer snapshot includes later actions, too.
        if let Some(held) = held.filter(|held| held.is_streamed.get() && held.cell.version() <= seq)
            && self.differs(&held, seq, hash)
        {
            self.resync();
        }
    }
}

impl Held {
    fn take(&self, snapshot: &Snapshot) -> Result<(), StoreError> {
        self.is_absent.set(snapshot.bytes.is_none());
        match &snapshot.bytes {
            None => self.cell.reset(),
            Some(bytes) => {
                self.cell
                    .restore(bytes, snapshot.seq)
                    .map_err(|error| StoreError::BadSnapshot {
                        slice: self.cell.key().into(),
                        message: error.to_string(),
                    })?;
            }
        }
        Ok(())
    }
}

impl Role for Replica {
    fn dispatch(&self, bytes: Vec<u8>) -> Result<(), Rejected> {
        self.port.dispatch(&bytes)
    }

    fn find(&self, key: &str) -> Option<Rc<dyn AnyCell>> {
        let held = self.held(key)?;
        if held.is_absent.replace(false) {
            // The slice may be registered by now. Without a snapshot it keeps its state.
            let _ = self.take_snapshot(&held);
        }
        Some(Rc::clone(&held.cell))
    }

    /// Takes a snapshot, so that late mounts see the current value immediately.
    fn admit(&self, cell: Rc<dyn AnyCell>) -> Result<(), StoreError> {
        let held = Held {
            place: Cell::new(u32::MAX),
            cell,
            is_streamed: Cell::new(true),
            is_absent: Cell::new(false),
        };
        self.take_snapshot(&held)?;
        self.slices.borrow_mut().push(Rc::new(held));
        Ok(())
    }

    fn receive_action(&self, seq: u64, after: u64, bytes: &[u8], hash: Option<u32>) {
        #[cfg(debug_assertions)]
        if self.received.get() == Some(seq) {
            return self.check(seq, bytes, hash);
        }
        self.receive(seq, after, || self.run(seq, bytes, hash));
    }

    fn receive_step(&self, seq: u64, after: u64, slice: u32, step: Step, hash: Option<u32>) {
        self.receive(seq, after, || self.take_step(seq, slice, step, hash));
    }

    fn receive_snapshot(&self, slice: &str, snapshot: &Snapshot) {
        if let Some(held) = self.held(slice)
            && held.take(snapshot).is_err()
        {
            // A snapshot that does not fit is ignored; the last state stays.
            self.port.report_resync();
        }
    }

    fn register(
        &self,
        slice: &str,
        initial: Vec<u8>,
        reducer: Rc<dyn RuntimeReducer>,
        share: fn(Rc<dyn RuntimeReducer>) -> SharedReducer,
    ) -> Result<(), RegistrationError> {
        self.port.register(slice, initial, share(reducer))
    }

    fn unregister(&self, slice: &str) {
        self.port.unregister(slice);
    }

    fn batch(&self, act: Box<dyn FnOnce()>, share: fn(Box<dyn FnOnce()>) -> SharedAct) {
        self.port.batch(share(act));
    }

    fn owner(&self) -> Option<&Owner> {
        None
    }
}

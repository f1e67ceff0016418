//! The owner: the one that decides, numbers what it decided, and tells everybody in that order.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wire::Tagged;

use super::cell::{AnyCell, SliceCell, refused};
use super::log::Log;
use super::{Applied, Cells, Grants, LogEntry, Metrics, OWNER_NAME, Role, StoreOptions, find};
use crate::{Reason, Rejected, Secret, Slice, StoreError};

type Listener = Rc<dyn Fn(&Applied)>;

pub(super) struct Owner {
    pub(super) options: StoreOptions,
    pub(super) log: RefCell<Log>,
    pub(super) metrics: Metrics,
    pub(super) grants: RefCell<Option<Grants>>,
    /// The access token. It is in no state, log, stream or storage.
    pub(super) vault: RefCell<Option<String>>,
    cells: Cells,
    seq: Cell<u64>,
    replicas: RefCell<Vec<Rc<Link>>>,
    listeners: RefCell<Vec<Listener>>,
}

/// The stream to one replica.
struct Link {
    name: Rc<str>,
    deliver: Listener,
    /// The last sequence number that was handed over.
    delivered: Cell<u64>,
}

impl Owner {
    pub(super) fn new(options: StoreOptions) -> Self {
        Self {
            options,
            log: RefCell::default(),
            metrics: Metrics::default(),
            grants: RefCell::default(),
            vault: RefCell::default(),
            cells: Cells::default(),
            seq: Cell::new(0),
            replicas: RefCell::default(),
            listeners: RefCell::default(),
        }
    }

    pub(super) fn add_slice<S: Slice>(&self) {
        self.cells.borrow_mut().push(Rc::new(SliceCell::<S>::new()));
    }

    pub(super) fn cell(&self, key: &str) -> Option<Rc<dyn AnyCell>> {
        find(&self.cells, key)
    }

    pub(super) fn seq(&self) -> u64 {
        self.seq.get()
    }

    pub(super) fn slices(&self) -> Vec<(&'static str, u64)> {
        self.cells
            .borrow()
            .iter()
            .map(|cell| (cell.key(), cell.version()))
            .collect()
    }

    pub(super) fn dispatch(&self, from: &str, bytes: Vec<u8>) -> Result<(), Rejected> {
        let applied = self
            .apply(from, bytes)
            .inspect_err(|_| self.metrics.rejected.increment())?;
        self.metrics.dispatched.increment();
        self.feed_replicas();
        // Taken once: who subscribes while listeners run hears of the next action first.
        let listeners = self.listeners.borrow().clone();
        for listener in listeners {
            listener(&applied);
        }
        Ok(())
    }

    fn apply(&self, from: &str, bytes: Vec<u8>) -> Result<Applied, Rejected> {
        let tagged = Tagged::parse(&bytes).map_err(|error| Rejected::new(Reason::BadPayload, error.to_string()))?;
        let (slice, _) = tagged.split();
        let Some(cell) = self.cell(slice) else {
            let known: Vec<_> = self.slices().into_iter().map(|(key, _)| key).collect();
            return Err(Rejected::new(
                Reason::UnknownType,
                format!(
                    "unknown action type \"{}\": the slices are {}",
                    tagged.tag,
                    known.join(", ")
                ),
            ));
        };
        self.check_grant(from, tagged.tag)?;
        let seq = self.seq.get() + 1;
        let outcome = cell
            .apply(&tagged, seq)
            .map_err(|why| refused(slice, tagged.tag, why))?;
        self.seq.set(seq);
        for other in self.cells.borrow().iter().filter(|other| other.key() != slice) {
            other.react(tagged.tag, seq);
        }
        match outcome.secret {
            Some(Secret::Keep(secret)) => *self.vault.borrow_mut() = Some(secret),
            Some(Secret::Forget) => *self.vault.borrow_mut() = None,
            None => {}
        }
        let bytes: Rc<[u8]> = outcome.redacted.unwrap_or(bytes).into();
        self.log.borrow_mut().push(LogEntry {
            seq,
            bytes: Rc::clone(&bytes),
            from: from.into(),
            at: (self.options.now)(),
        });
        Ok(Applied { seq, bytes })
    }

    fn check_grant(&self, from: &str, action_type: &str) -> Result<(), Rejected> {
        let grants = self.grants.borrow();
        match &*grants {
            Some(grants) if from != OWNER_NAME && !grants.allows(from, action_type) => Err(Rejected::new(
                Reason::NotGranted,
                format!(
                    "FED-012: remote \"{from}\" may not dispatch \"{action_type}\"; grant it in federation.json, remotes.{from}.grants"
                ),
            )),
            _ => Ok(()),
        }
    }

    /// Hands every replica what it has not had yet, in order. A replica or listener may dispatch meanwhile: the inner call
    /// then brings everybody up to date, and the outer one finds nothing left to do. So all see one order.
    fn feed_replicas(&self) {
        let links = self.replicas.borrow().clone();
        for link in links {
            while link.delivered.get() < self.seq.get() {
                let due = link.delivered.get() + 1;
                let Some(applied) = self.log.borrow().get(due) else {
                    // Out of the log: the next number makes a gap, upon which the replica takes snapshots.
                    link.delivered.set(self.seq.get() - 1);
                    continue;
                };
                link.delivered.set(due);
                (link.deliver)(&applied);
            }
        }
    }

    pub(super) fn attach(&self, name: &str, deliver: Listener) {
        self.replicas.borrow_mut().push(Rc::new(Link {
            name: name.into(),
            deliver,
            delivered: Cell::new(self.seq.get()),
        }));
    }

    pub(super) fn detach(&self, name: &str) {
        self.replicas.borrow_mut().retain(|link| &*link.name != name);
    }

    pub(super) fn subscribe(&self, listener: Listener) {
        self.listeners.borrow_mut().push(listener);
    }

    pub(super) fn snapshot(&self, slice: &str) -> Result<(u64, Vec<u8>), StoreError> {
        let cell = self.cell(slice).ok_or_else(|| StoreError::NoSlice(slice.into()))?;
        Ok((self.seq.get(), cell.snapshot()))
    }
}

impl Role for Owner {
    fn dispatch(&self, bytes: Vec<u8>) -> Result<(), Rejected> {
        Self::dispatch(self, OWNER_NAME, bytes)
    }

    fn find(&self, key: &str) -> Option<Rc<dyn AnyCell>> {
        self.cell(key)
    }

    fn admit(&self, cell: Rc<dyn AnyCell>) -> Result<(), StoreError> {
        Err(StoreError::NoSlice(cell.key().into()))
    }

    fn receive(&self, _seq: u64, _bytes: &[u8]) {}

    fn owner(&self) -> Option<&Owner> {
        Some(self)
    }
}

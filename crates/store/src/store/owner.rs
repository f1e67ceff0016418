//! The owner: it applies actions, numbers them, and notifies all replicas in that order.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::cell::OwnerCell;
use super::declared::Declared;
use super::links::Link;
use super::listening::{Listeners, tag_of};
use super::log::{Log, Refusal};
use super::reducing::{Reducing, may_not_dispatch};
use super::settings::Settings;
use super::view::View;
use super::{Applied, Cells, Grants, Metrics, OWNER_NAME};
use crate::Rejected;

/// Returns the stored state of a slice, if its reducer (the second argument) accepts it.
pub(super) type StoredStates = Rc<dyn Fn(&str, &dyn Fn(&[u8]) -> bool) -> Option<Vec<u8>>>;

pub(super) struct Owner {
    pub(super) settings: Settings,
    pub(super) log: RefCell<Log>,
    pub(super) metrics: Metrics,
    pub(super) grants: RefCell<Option<Grants>>,
    pub(super) declared: Declared,
    /// The secret from an action. It is in no state, log, stream or storage.
    pub(super) vault: RefCell<Option<String>>,
    pub(super) cells: Cells,
    /// Called after each applied action.
    pub(super) listeners: Listeners,
    /// Called once after each dispatch or batch.
    pub(super) subscribers: RefCell<Vec<Rc<dyn Fn()>>>,
    pub(super) links: RefCell<Vec<Rc<Link>>>,
    pub(super) generation: Cell<u64>,
    /// Changes whenever a slice changes, is added or removed.
    pub(super) edition: Cell<u32>,
    /// Reads the stored states of run-time slices.
    pub(super) stored: RefCell<Option<StoredStates>>,
    pub(super) name: Rc<str>,
    pub(super) seq: Cell<u64>,
    pub(super) reducing: Reducing,
    /// Run-time slices as this app reads them.
    pub(super) views: RefCell<Vec<Rc<View>>>,
    /// Slices that are read and do not exist.
    #[cfg(debug_assertions)]
    pub(super) missing: RefCell<Vec<String>>,
    batches: Cell<u32>,
    /// Whether the running batch has dispatched anything.
    has_batched: Cell<bool>,
    /// Hashes of the slices that reacted to the last actions, in debug builds: see [`super::CHECK`].
    #[cfg(debug_assertions)]
    pub(super) checks: RefCell<Vec<Rc<Applied>>>,
}

impl Owner {
    pub(super) fn new(settings: Settings, cells: Vec<Rc<dyn OwnerCell>>) -> Self {
        Self {
            settings,
            log: RefCell::default(),
            metrics: Metrics::default(),
            grants: RefCell::default(),
            declared: Declared::default(),
            vault: RefCell::default(),
            cells: RefCell::new(cells),
            listeners: Listeners::default(),
            subscribers: RefCell::default(),
            links: RefCell::default(),
            generation: Cell::new(0),
            edition: Cell::new(0),
            stored: RefCell::default(),
            name: OWNER_NAME.into(),
            seq: Cell::new(0),
            reducing: Reducing::default(),
            views: RefCell::default(),
            #[cfg(debug_assertions)]
            missing: RefCell::default(),
            batches: Cell::new(0),
            has_batched: Cell::new(false),
            #[cfg(debug_assertions)]
            checks: RefCell::default(),
        }
    }

    pub(super) fn seq(&self) -> u64 {
        self.seq.get()
    }

    /// Calls `each` with the key and the version of each slice.
    pub(super) fn for_each_slice(&self, each: &mut dyn FnMut(&str, u64)) {
        self.recover();
        for cell in self.cells.borrow().iter() {
            each(cell.key(), cell.version());
        }
    }

    pub(super) fn dispatch(&self, from: &Rc<str>, bytes: Vec<u8>) -> Result<(), Rejected> {
        self.recover();
        let applied = match self.apply(from, bytes) {
            Ok(applied) => applied,
            Err((action_type, rejected)) => {
                self.metrics.rejected.increment();
                self.log.borrow_mut().refuse(Refusal {
                    action_type,
                    from: Rc::clone(from),
                    rejected: rejected.clone(),
                    at: (self.settings.options.now)(),
                });
                return Err(rejected);
            }
        };
        self.metrics.dispatched.increment();
        if !self.is_own(from) && self.declared.is_beyond(from, tag_of(&applied)) {
            self.metrics.undeclared.increment();
        }
        self.tell(&applied);
        Ok(())
    }

    /// Notifies replicas, then listeners, then, outside of a batch, subscribers. A replica may dispatch: this action is recorded first and
    /// precedes it.
    pub(super) fn tell(&self, applied: &Rc<Applied>) {
        self.listeners.note(applied);
        self.feed_replicas();
        self.listeners.call();
        self.notify_or_wait();
    }

    fn notify_or_wait(&self) {
        if self.batches.get() == 0 {
            self.notify();
        } else {
            self.has_batched.set(true);
        }
    }

    /// Notifies subscribers.
    pub(super) fn notify(&self) {
        let mut index = 0;
        while let Some(subscriber) = { self.subscribers.borrow().get(index).cloned() } {
            subscriber();
            index += 1;
        }
    }

    pub(super) fn batch(&self, act: Box<dyn FnOnce()>) {
        self.batches.set(self.batches.get() + 1);
        act();
        // A panic in the meantime has ended all batches.
        self.batches.set(self.batches.get().saturating_sub(1));
        if self.batches.get() == 0 && self.has_batched.take() {
            self.notify();
        }
    }

    /// Ends the open batches after a panic.
    pub(super) fn abandon_batches(&self) {
        self.batches.set(0);
        self.has_batched.set(false);
    }

    /// See [`super::OwnerHandle::probe`].
    pub(super) fn probe(&self) -> Result<(), Rejected> {
        self.recover();
        if self.reducing.is_running() {
            return Err(may_not_dispatch("a probe"));
        }
        self.notify_or_wait();
        Ok(())
    }
}

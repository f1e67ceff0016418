//! The readers of a slice, which are notified of its changes.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use reactive_graph::signal::ArcTrigger;
use reactive_graph::traits::{Notify, Track};

/// Notified of each change of a slice.
pub(crate) trait Watcher {
    fn slice_changed(&self);
}

/// The readers of one slice: effects that track the whole slice, and selected values. Compiled once for all slices.
pub(crate) struct Readers {
    followers: ArcTrigger,
    /// Whether an effect has tracked the whole slice, which is rare.
    is_followed: Cell<bool>,
    watchers: RefCell<Vec<Weak<dyn Watcher>>>,
    edition: Rc<Cell<u64>>,
}

impl Readers {
    pub(super) fn new() -> Self {
        Self {
            followers: ArcTrigger::new(),
            is_followed: Cell::new(false),
            watchers: RefCell::default(),
            edition: Rc::default(),
        }
    }

    /// A number that changes with each change of the slice.
    pub(crate) fn edition(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.edition)
    }

    /// Makes the running computation track the slice.
    pub(super) fn track(&self) {
        self.is_followed.set(true);
        self.followers.track();
    }

    /// Notifies `watcher` of changes for its lifetime.
    pub(crate) fn watch(&self, watcher: Weak<dyn Watcher>) {
        let mut watchers = self.watchers.borrow_mut();
        // Dropped watchers are removed before the vector grows.
        if watchers.len() == watchers.capacity() {
            watchers.retain(|watcher| watcher.strong_count() > 0);
        }
        watchers.push(watcher);
    }

    /// Notifies all readers. No borrow of the state is held: a watcher reads it.
    pub(super) fn notify(&self) {
        self.edition.set(self.edition.get() + 1);
        if self.is_followed.get() {
            self.followers.notify();
        }
        let mut index = 0;
        while let Some(watcher) = { self.watchers.borrow().get(index).map(Weak::upgrade) } {
            if let Some(watcher) = watcher {
                watcher.slice_changed();
            }
            index += 1;
        }
    }
}

//! Who reads a slice, and hears that it changed.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use reactive_graph::signal::ArcTrigger;
use reactive_graph::traits::{Notify, Track};

/// Hears of each change of a slice.
pub(crate) trait Watcher {
    fn slice_changed(&self);
}

/// The readers of one slice: effects that follow all of it, and values selected from it. Compiled once for all slices.
pub(crate) struct Readers {
    followers: ArcTrigger,
    /// Whether anybody has followed all of it: mostly nobody does.
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

    /// A number that is another one after each change.
    pub(crate) fn edition(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.edition)
    }

    /// Whoever is being computed follows the slice.
    pub(super) fn track(&self) {
        self.is_followed.set(true);
        self.followers.track();
    }

    /// Tells `watcher` of changes for as long as it lives.
    pub(crate) fn watch(&self, watcher: Weak<dyn Watcher>) {
        let mut watchers = self.watchers.borrow_mut();
        // Those that are gone are dropped where there would be no room for another one.
        if watchers.len() == watchers.capacity() {
            watchers.retain(|watcher| watcher.strong_count() > 0);
        }
        watchers.push(watcher);
    }

    /// The slice has changed. No borrow of its state is held: a watcher reads it.
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

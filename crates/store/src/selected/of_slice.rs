//! Values selected from one slice.

use std::any::Any;
use std::cell::Cell;
use std::rc::Rc;

use reactive_graph::signal::ArcTrigger;
use reactive_graph::traits::{Notify, Track};

use super::Look;
use super::node::{Computed, Node};
use crate::store::{Readers, Watcher};

/// Computed when it is read after a change of the slice. Once an effect tracks it, each change of the slice computes it, so that the effect
/// runs only if the value changes.
pub(super) struct OfSlice {
    computed: Computed,
    edition: Rc<Cell<u64>>,
    /// The edition of the computed value.
    seen: Cell<Option<u64>>,
    is_followed: Cell<bool>,
    changed: ArcTrigger,
}

impl OfSlice {
    /// `readers` belong to the slice; without them, the value never changes.
    pub(super) fn node(look: Look, readers: Option<&Readers>) -> Rc<dyn Node> {
        let node = Rc::new(Self {
            computed: Computed::new(look),
            edition: readers.map(Readers::edition).unwrap_or_default(),
            seen: Cell::new(None),
            is_followed: Cell::new(false),
            changed: ArcTrigger::new(),
        });
        if let Some(readers) = readers {
            let watcher: Rc<dyn Watcher> = Rc::<Self>::clone(&node);
            readers.watch(Rc::downgrade(&watcher));
        }
        node
    }

    /// Recomputes the value if needed. Returns whether it changed.
    fn refresh(&self) -> bool {
        let edition = Some(self.edition.get());
        self.seen.replace(edition) != edition && self.computed.look_again()
    }
}

impl Node for OfSlice {
    fn track(&self) {
        if !self.is_followed.replace(true) {
            // The next change is compared with this value.
            self.refresh();
        }
        self.changed.track();
    }

    fn value(&self) -> Rc<dyn Any> {
        self.refresh();
        self.computed.last()
    }
}

impl Watcher for OfSlice {
    fn slice_changed(&self) {
        if self.is_followed.get() && self.refresh() {
            self.changed.notify();
        }
    }
}

//! The listeners of the owner. Each runs once per action, independent of the number of remotes.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use tarn_manifest::covers;
use tarn_wire::Tagged;

use super::Applied;

type Listener = Rc<dyn Fn(&Rc<Applied>)>;
type Due = Vec<(Rc<Applied>, u32)>;
/// The listeners, sorted by id.
type Entries = Rc<Vec<Entry>>;

#[derive(Clone)]
struct Entry {
    id: u32,
    /// The actions that the listener gets.
    pattern: &'static str,
    listener: Listener,
}

/// Functions that are called after each applied action.
#[derive(Clone, Default)]
pub(super) struct Listeners {
    /// Replaced, never mutated: a running call keeps its own list.
    entries: Rc<RefCell<Entries>>,
    next: Rc<Cell<u32>>,
    /// The pending actions, each with the first id of the listeners that were added after it.
    due: Rc<RefCell<Due>>,
    is_calling: Rc<Cell<bool>>,
}

impl Entry {
    fn hears(&self, tag: &str) -> bool {
        // Most patterns belong to another slice, which the first letter shows without a comparison of the rest.
        let (first, of_tag) = (self.pattern.as_bytes().first(), tag.as_bytes().first());
        (first == of_tag || first == Some(&b'*')) && covers(self.pattern, tag)
    }
}

impl Listeners {
    /// Adds a listener to the actions that `pattern` covers.
    pub(super) fn add(&self, pattern: &'static str, listener: Listener) -> Listening {
        let id = self.next.get();
        self.next.set(id + 1);
        let mut entries = Vec::clone(&self.entries.borrow());
        entries.push(Entry { id, pattern, listener });
        *self.entries.borrow_mut() = Rc::new(entries);
        Listening {
            id,
            listeners: self.clone(),
        }
    }

    /// Records an applied action for [`Listeners::call`]. Listeners that are added later do not get it.
    pub(super) fn note(&self, applied: &Rc<Applied>) {
        let tag = tag_of(applied);
        if self.entries.borrow().iter().any(|entry| entry.hears(tag)) {
            self.due.borrow_mut().push((Rc::clone(applied), self.next.get()));
        }
    }

    /// Calls the listeners with the recorded actions. A listener may dispatch: all listeners get the current action before the new one, so
    /// all see one order.
    pub(super) fn call(&self) {
        if self.due.borrow().is_empty() || self.is_calling.replace(true) {
            return;
        }
        let mut index = 0;
        while let Some((applied, too_late)) = { self.due.borrow().get(index).cloned() } {
            index += 1;
            let entries = Rc::clone(&self.entries.borrow());
            let tag = tag_of(&applied);
            for entry in entries.iter() {
                if entry.id < too_late && entry.hears(tag) && self.has(entry.id) {
                    (entry.listener)(&applied);
                }
            }
        }
        self.due.borrow_mut().clear();
        self.is_calling.set(false);
    }

    /// Whether the listener has not been stopped.
    fn has(&self, id: u32) -> bool {
        self.entries.borrow().iter().any(|entry| entry.id == id)
    }

    /// Drops the pending calls after a panic.
    pub(super) fn abandon(&self) {
        self.due.borrow_mut().clear();
        self.is_calling.set(false);
    }

    pub(super) fn len(&self) -> usize {
        self.entries.borrow().len()
    }
}

/// The handle of a listener. [`Listening::stop`] ends the listener; dropping the handle does not.
#[must_use = "without it the listener cannot be stopped"]
pub struct Listening {
    id: u32,
    listeners: Listeners,
}

impl Listening {
    /// Stops the listener immediately, also for an action whose listeners are being called.
    pub fn stop(&self) {
        let mut entries = Vec::clone(&self.listeners.entries.borrow());
        entries.retain(|entry| entry.id != self.id);
        *self.listeners.entries.borrow_mut() = Rc::new(entries);
    }

    /// Drops the handle of a listener that is never stopped.
    pub fn forever(self) {}
}

pub(super) fn tag_of(applied: &Applied) -> &str {
    Tagged::parse(&applied.bytes).map_or("", |tagged| tagged.tag)
}

//! Effects that belong to the store: they run once, in the owner, however many remotes are mounted.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use tarn_manifest::covers;
use tarn_wire::Tagged;

use super::Applied;

type Listener = Rc<dyn Fn(&Rc<Applied>)>;
type Due = Vec<(Rc<Applied>, u32)>;
/// Who listens, by id.
type Entries = Rc<Vec<Entry>>;

#[derive(Clone)]
struct Entry {
    id: u32,
    /// The actions that it hears.
    pattern: &'static str,
    listener: Listener,
}

/// Functions that are called after each applied action.
#[derive(Clone, Default)]
pub(super) struct Listeners {
    /// Replaced, never changed: whoever runs over it has its own.
    entries: Rc<RefCell<Entries>>,
    next: Rc<Cell<u32>>,
    /// The actions of which they have yet to hear, and the first id of those who came too late for it.
    due: Rc<RefCell<Due>>,
    is_calling: Rc<Cell<bool>>,
}

impl Entry {
    fn hears(&self, tag: &str) -> bool {
        // Most patterns of most pages are another slice's: their first letter says so.
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

    /// Notes an action, in the order in which it was applied. Who begins to listen from here on hears of the next one.
    pub(super) fn note(&self, applied: &Rc<Applied>) {
        let tag = tag_of(applied);
        if self.entries.borrow().iter().any(|entry| entry.hears(tag)) {
            self.due.borrow_mut().push((Rc::clone(applied), self.next.get()));
        }
    }

    /// Tells of what was noted. A listener may dispatch: the others hear of that afterwards, so all hear one order.
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

    /// A panic has ended the telling: those who have not heard yet do not.
    pub(super) fn abandon(&self) {
        self.due.borrow_mut().clear();
        self.is_calling.set(false);
    }

    pub(super) fn len(&self) -> usize {
        self.entries.borrow().len()
    }
}

/// A listener's end of the bargain. Dropping it changes nothing; [`Listening::stop`] ends it.
#[must_use = "without it the listener cannot be stopped"]
pub struct Listening {
    id: u32,
    listeners: Listeners,
}

impl Listening {
    /// The listener hears no more, not even of what is being told now.
    pub fn stop(&self) {
        let mut entries = Vec::clone(&self.listeners.entries.borrow());
        entries.retain(|entry| entry.id != self.id);
        *self.listeners.entries.borrow_mut() = Rc::new(entries);
    }

    /// For a listener that is never stopped.
    pub fn forever(self) {}
}

pub(super) fn tag_of(applied: &Applied) -> &str {
    Tagged::parse(&applied.bytes).map_or("", |tagged| tagged.tag)
}

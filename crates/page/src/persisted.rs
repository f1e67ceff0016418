//! Persisted slices: restored at the start, written shortly after a change and when the page is hidden.

mod other_tabs;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use tarn_store::Store;
use tarn_store::bridge::{Bridge, DropReason, Dropped};
use tarn_store::browser::storage::{Area, rejected};
use tarn_store::persistence::{Keeper, StaleGuard, Stored};
use tarn_store::store::{SliceInfo, TAB_NAME};

use crate::copies::Copies;
use crate::persisted_slice::PersistedSlice;
use crate::timer;

/// The delay between a change and its write, in milliseconds, which debounces changes.
const WRITE_DELAY_MS: i32 = 250;

/// The persisted slices and their stored forms.
pub(crate) struct Keeping {
    pub(crate) stored: Stored,
    pub(crate) kept: Vec<PersistedSlice>,
    /// The actions after which slices are written immediately.
    pub(crate) at_once: &'static [&'static str],
}

/// The persistence of the page in localStorage. Clones share one.
#[derive(Clone)]
pub struct Persisted {
    inner: Rc<Inner>,
}

struct Inner {
    store: Store,
    keeper: Keeper,
    /// Counts dropped values.
    bridge: Rc<Bridge>,
    is_due: Cell<bool>,
    /// The number of registrations at the last check for writes.
    registrations: Cell<u64>,
    /// The writers of the application.
    writers: RefCell<Vec<Rc<dyn Fn()>>>,
    /// The stored copies of this build and of newer ones.
    copies: Copies,
    /// The keys that were reported to the console.
    reported: RefCell<Vec<String>>,
    /// The persisted slices of the contract.
    kept: Vec<PersistedSlice>,
    /// Each records whether its slice had an action since the start of the page, or since the bridge was closed.
    guards: RefCell<Vec<Rc<StaleGuard>>>,
}

impl Persisted {
    /// Restores the slices, and persists them from now on.
    pub(crate) fn restore(store: &Store, bridge: &Rc<Bridge>, keeping: Keeping) -> Self {
        let persisted = Self {
            inner: Rc::new(Inner {
                store: store.clone(),
                keeper: Keeper::default(),
                bridge: Rc::clone(bridge),
                is_due: Cell::new(false),
                registrations: Cell::new(0),
                writers: RefCell::default(),
                copies: Copies::new(keeping.stored),
                reported: RefCell::default(),
                kept: keeping.kept,
                guards: RefCell::default(),
            }),
        };
        persisted.guard_kept();
        persisted.restore_kept();
        persisted.keep(keeping.at_once);
        persisted
    }

    fn keep(&self, at_once: &'static [&'static str]) {
        let (Some(owner), Some(window)) = (self.inner.store.owner(), web_sys::window()) else {
            return;
        };
        for kept in &self.inner.kept {
            self.inner.keeper.keep(owner, kept.slice);
        }
        let persisted = self.clone();
        owner.subscribe(move || {
            let inner = &persisted.inner;
            let Some(owner) = inner.store.owner() else { return };
            // While a write is due, the keeper is called only after a registration: it records the version of the new slice.
            let registrations = owner.registrations();
            let is_known = inner.registrations.replace(registrations) == registrations;
            if !(is_known && inner.is_due.get()) && inner.keeper.is_behind(owner) {
                persisted.write_soon();
            }
        });
        let inner = Rc::clone(&self.inner);
        owner.restore_registered(move |slice, accepts| {
            let accept = |state: &[u8]| match accepts(state) {
                true => Ok(true),
                false => Err("the slice's reducer does not accept it".to_owned()),
            };
            inner.keeper.keeps(slice).then(|| inner.read(slice, &accept))?
        });
        if let Some(reset_on) = owner.reset_on() {
            let inner = Rc::clone(&self.inner);
            let forgetting = owner.listen(reset_on, move |applied| inner.forget_user(*applied.from == *TAB_NAME));
            forgetting.forever();
        }
        for action_type in at_once {
            let inner = Rc::clone(&self.inner);
            owner.listen(action_type, move |_| inner.write()).forever();
        }
        // The last events before a tab closes, sleeps, or opens another tab that starts with this state.
        let inner = Rc::clone(&self.inner);
        EventListener::new(&window, "pagehide", move |_| inner.write()).forget();
        if let Some(document) = window.document() {
            let inner = Rc::clone(&self.inner);
            EventListener::new(&document, "visibilitychange", move |_| inner.write()).forget();
        }
    }

    /// Persists these slices of remotes, too.
    pub(crate) fn keep_also(&self, slices: &[String]) {
        let Some(owner) = self.inner.store.owner() else { return };
        let infos = owner.slices();
        for slice in slices {
            let is_of_contract = |known: &SliceInfo| known.key == *slice && known.is_of(owner.contract());
            if !infos.iter().any(is_of_contract) {
                self.inner.keeper.keep(owner, slice);
            }
        }
    }

    /// The prefix of all keys.
    pub(crate) fn prefix(&self) -> &'static str {
        self.inner.copies.stored.prefix
    }

    /// Calls `write` whenever slices are written: for a form of its own, which the application stores with [`Self::put`].
    pub fn write_also(&self, write: impl Fn() + 'static) {
        self.inner.writers.borrow_mut().push(Rc::new(write));
    }

    /// The newest stored state of a slice that `accept` accepts, in the current version. `accept` returns whether all of the state was
    /// readable. Invalid states are kept aside, and states of a newer build stay unchanged.
    pub fn read(&self, slice: &str, accept: &dyn Fn(&[u8]) -> Result<bool, String>) -> Option<Vec<u8>> {
        self.inner.read(slice, accept)
    }

    /// Stores a state of a slice. Returns whether there was space; a failure is reported to the console once.
    pub fn put(&self, slice: &str, state: &[u8]) -> bool {
        self.inner.put(slice, state)
    }

    /// Writes changed slices after a short delay.
    pub fn write_soon(&self) {
        if !self.inner.is_due.replace(true) {
            let inner = Rc::clone(&self.inner);
            timer::after(WRITE_DELAY_MS, move || {
                inner.is_due.set(false);
                inner.write();
            });
        }
    }
}

impl Inner {
    fn write(&self) {
        let Some(owner) = self.store.owner() else { return };
        for (slice, state) in self.keeper.due(owner) {
            if !self.put(&slice, &state) {
                self.keeper.failed(&slice);
            }
        }
        for write in self.writers.borrow().clone() {
            write();
        }
    }

    fn put(&self, slice: &str, state: &[u8]) -> bool {
        let key = self.copies.stored.key_of(slice);
        let mut written = self.copies.write(slice, state);
        if written.is_err() {
            // The copy kept aside takes space that the current state needs.
            Area::Local.remove(&rejected(&key));
            written = self.copies.write(slice, state);
        }
        let result = written.map_err(|what| {
            self.report(
                &key,
                &(what.to_owned() + ". It lasts as long as this page; allow this site to store data, or make room"),
            );
        });
        result.is_ok()
    }

    fn read(&self, slice: &str, accept: &dyn Fn(&[u8]) -> Result<bool, String>) -> Option<Vec<u8>> {
        let (state, complaints) = self.copies.read(slice, accept);
        for (key, what) in complaints {
            self.complain(&key, &what);
        }
        state
    }

    fn complain(&self, key: &str, what: &str) {
        self.report(key, what);
        if let Some(owner) = self.store.owner() {
            let dropped = Dropped::new(DropReason::Storage, what);
            self.bridge.count_drop(owner, &dropped);
        }
    }

    /// Reports once per key.
    fn report(&self, key: &str, what: &str) {
        let mut reported = self.reported.borrow_mut();
        if !reported.iter().any(|known| known == key) {
            reported.push(key.into());
            web_sys::console::warn_1(&(String::from("FED-015: ") + what).into());
        }
    }

    /// Removes the stored data of the user after a logout. Registered slices with such data reset themselves. The tab of the logout removes
    /// the rest: stored states of unregistered slices, rejected copies, and copies of a newer build, which may have more data of the user.
    /// Other tabs (`is_elsewhere`) remove nothing, because the storage may already have the data of the next user.
    fn forget_user(&self, is_elsewhere: bool) {
        if !is_elsewhere {
            self.write();
            let absent = self.keeper.absent();
            for slice in self.keeper.slices() {
                if absent.contains(&slice) {
                    self.copies.remove(&slice);
                } else {
                    self.copies.forget(&slice);
                }
                self.copies
                    .stored
                    .keys_of(&slice)
                    .for_each(|key| Area::Local.remove(&rejected(&key)));
            }
        }
        // Replicas that read stored states forget them, too.
        if let Some(owner) = self.store.owner() {
            owner.refresh_stored();
        }
    }
}

//! What survives a reload: restored at the start, written shortly after a change and when the page goes.

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
use crate::kept::Kept;
use crate::timer;

/// How long after a change it is written, in ms: many changes in a row are one write.
const WRITE_DELAY_MS: i32 = 250;

/// The kept slices, and how they are stored.
pub(crate) struct Keeping {
    pub(crate) stored: Stored,
    pub(crate) kept: Vec<Kept>,
    /// The actions after which everything is written at once.
    pub(crate) at_once: &'static [&'static str],
}

/// The page's part of localStorage. Clones are the same one.
#[derive(Clone)]
pub struct Persisted {
    inner: Rc<Inner>,
}

struct Inner {
    store: Store,
    keeper: Keeper,
    /// Counts what is dropped.
    bridge: Rc<Bridge>,
    is_due: Cell<bool>,
    /// How often a slice was registered when it was last asked what is to be written.
    registrations: Cell<u64>,
    /// What the application writes itself.
    writers: RefCell<Vec<Rc<dyn Fn()>>>,
    /// What is stored, by this build and by newer ones.
    copies: Copies,
    /// The keys about which the console was told.
    reported: RefCell<Vec<String>>,
    /// The slices of the contract that are kept.
    kept: Vec<Kept>,
    /// Each sees whether anything happened to one of these slices since the page began, or since the bridge was closed.
    guards: RefCell<Vec<Rc<StaleGuard>>>,
}

impl Persisted {
    /// Restores the kept slices, and from now on keeps them.
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
            // While a write is due, it is asked only when a slice was registered: it notes that slice's version, before that changes.
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
        // The last chances before a tab is closed, put to sleep, or another one is opened that begins with this state.
        let inner = Rc::clone(&self.inner);
        EventListener::new(&window, "pagehide", move |_| inner.write()).forget();
        if let Some(document) = window.document() {
            let inner = Rc::clone(&self.inner);
            EventListener::new(&document, "visibilitychange", move |_| inner.write()).forget();
        }
    }

    /// Keeps these slices of remotes, too.
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

    /// What each key begins with.
    pub(crate) fn prefix(&self) -> &'static str {
        self.inner.copies.stored.prefix
    }

    /// Calls `write` whenever kept slices are written: for what the application stores of a slice in a form of its own, with
    /// [`Self::put`].
    pub fn write_also(&self, write: impl Fn() + 'static) {
        self.inner.writers.borrow_mut().push(Rc::new(write));
    }

    /// The newest stored state of a slice that `accept` takes, in its present version; `accept` says whether it took all of it.
    /// What is none is kept aside, and what a newer build wrote stays where it is.
    pub fn read(&self, slice: &str, accept: &dyn Fn(&[u8]) -> Result<bool, String>) -> Option<Vec<u8>> {
        self.inner.read(slice, accept)
    }

    /// Stores a state of a slice; whether there was room. If not, the console says so, once.
    pub fn put(&self, slice: &str, state: &[u8]) -> bool {
        self.inner.put(slice, state)
    }

    /// Writes what has changed, a moment later.
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
            // What is aside takes room that what is in use can have.
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

    /// Says it once per key.
    fn report(&self, key: &str, what: &str) {
        let mut reported = self.reported.borrow_mut();
        if !reported.iter().any(|known| known == key) {
            reported.push(key.into());
            web_sys::console::warn_1(&(String::from("FED-015: ") + what).into());
        }
    }

    /// The user logged out: a registered slice empties itself if it holds user data. The stored state of unregistered slices, a
    /// newer build's copies, which may hold more of the user than this one knows, and rejected copies are removed by the tab of the
    /// logout: when another tab hears of it (`is_elsewhere`), the storage may hold the next user's data.
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
        // Nor does any remote go on showing it.
        if let Some(owner) = self.store.owner() {
            owner.refresh_stored();
        }
    }
}

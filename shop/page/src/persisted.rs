//! What survives a reload: restored at the start, written shortly after a change and when the page goes.

mod other_tabs;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use shared_store::bridge::{Bridge, DropReason, Dropped};
use shared_store::browser::storage::{Area, rejected};
use shared_store::persistence::{Keeper, Watch};
use shared_store::store::TAB_NAME;
use shared_store::{CONTEXT, CONTRACT, CartAction, Choices, STORED, Store, UserAction, select_locale, select_theme};

use crate::copies::Copies;
use crate::timer;

/// How long after a change it is written, in ms: many changes in a row are one write.
const WRITE_DELAY_MS: i32 = 250;
const CART: &str = "cart";

/// The page's part of localStorage. Clones are the same one.
#[derive(Clone)]
pub(crate) struct Persisted {
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
    /// What the shopper has chosen and is not written yet.
    chosen: Cell<Chosen>,
    /// What is stored, by this build and by newer ones.
    copies: Copies,
    /// The keys about which the console was told.
    reported: RefCell<Vec<String>>,
    /// Sees whether anything happened to the cart since the page began, or since the bridge was closed.
    cart: RefCell<Option<Rc<Watch>>>,
}

/// What of the context the shopper chose.
#[derive(Clone, Copy, Default)]
pub(crate) struct Chosen {
    pub(crate) theme: bool,
    pub(crate) locale: bool,
}

impl Persisted {
    /// Restores the cart, and from now on keeps it.
    pub(crate) fn restore(store: &Store, bridge: &Rc<Bridge>) -> Self {
        let persisted = Self {
            inner: Rc::new(Inner {
                store: store.clone(),
                keeper: Keeper::default(),
                bridge: Rc::clone(bridge),
                is_due: Cell::new(false),
                registrations: Cell::new(0),
                chosen: Cell::default(),
                copies: Copies::default(),
                reported: RefCell::default(),
                cart: RefCell::default(),
            }),
        };
        persisted.watch_cart();
        persisted.restore_cart();
        persisted.keep();
        persisted
    }

    fn keep(&self) {
        let (Some(owner), Some(window)) = (self.inner.store.owner(), web_sys::window()) else {
            return;
        };
        self.inner.keeper.keep(owner, CART);
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
        let inner = Rc::clone(&self.inner);
        let forgetting = owner.listen(UserAction::CLEAR_USER, move |applied, _| {
            inner.forget_user(*applied.from == *TAB_NAME)
        });
        forgetting.forever();
        // A purchase is known to the next start of the browser before its order is sent, and is known as placed at once.
        for action in [CartAction::BEGIN_PURCHASE, CartAction::PURCHASE_PLACED] {
            let inner = Rc::clone(&self.inner);
            owner.listen(action, move |_, _| inner.write()).forever();
        }
        // The last chances before a tab is closed, put to sleep, or another one is opened that begins with this cart.
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
        let contract = owner.slices();
        for slice in slices {
            let is_of_contract = |known: &shared_store::store::SliceInfo| known.key == *slice && known.is_of(&CONTRACT);
            if !contract.iter().any(is_of_contract) {
                self.inner.keeper.keep(owner, slice);
            }
        }
    }

    /// The shopper's choices, stored.
    pub(crate) fn choices(&self) -> Choices {
        self.inner.choices()
    }

    /// Whether the shopper chose the colours, and the system is not followed.
    pub(crate) fn has_chosen_theme(&self) -> bool {
        self.inner.chosen.get().theme || self.choices().theme.is_some()
    }

    /// The shopper has chosen: what they chose is in the store.
    pub(crate) fn note_choice(&self, choice: Chosen) {
        let before = self.inner.chosen.get();
        self.inner.chosen.set(Chosen {
            theme: before.theme || choice.theme,
            locale: before.locale || choice.locale,
        });
        self.write_soon();
    }

    fn write_soon(&self) {
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
        let chosen = self.chosen.take();
        if chosen.theme || chosen.locale {
            // Another tab may have written the other choice.
            let mut choices = self.choices();
            if chosen.theme {
                choices.theme = Some(self.store.select(select_theme));
            }
            if chosen.locale {
                choices.locale = Some(self.store.select(select_locale));
            }
            if !self.put(CONTEXT.slice, &tarn_wire::to_vec(&choices)) {
                self.chosen.set(chosen);
            }
        }
    }

    fn put(&self, slice: &str, state: &[u8]) -> bool {
        let key = STORED.key_of(slice);
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

    fn choices(&self) -> Choices {
        let choices = RefCell::default();
        self.read(CONTEXT.slice, &|state| {
            choices.replace(tarn_wire::from_slice(state).map_err(|error| error.to_string())?);
            Ok(true)
        });
        choices.take()
    }

    /// The newest stored state of a slice that `accept` takes, in its present version; `accept` says whether it took all of it.
    /// What is none is kept aside, and what a newer build wrote stays where it is.
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
                STORED
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

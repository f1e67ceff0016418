//! Ownership of a page.

use std::rc::Rc;

use js_sys::Array;
use leptos::mount::mount_to_body;
use leptos::prelude::IntoView;
use tarn_base_path::of_page;
use tarn_federation::browser::development;
use tarn_federation::{Federation, Mode, Registry};
use tarn_store::bridge::{Bridge, IsAnnouncement};
use tarn_store::persistence::Stored;
use tarn_store::{Store, StoreBuilder, browser};
use wasm_bindgen::prelude::*;

use crate::persisted::{Keeping, Persisted};
use crate::persisted_slice::PersistedSlice;
use crate::tabs::Tabs;
use crate::{Page, crash, federation, mismatches, timer, undeclared};

/// The additions of an application to a page.
pub struct Session {
    /// Members of the registry, by name.
    pub members: Vec<(&'static str, JsValue)>,
    /// Called for an announcement of another tab: see [`PageBuilder::announcements`].
    pub on_announcement: Rc<dyn Fn()>,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            members: Vec::new(),
            on_announcement: Rc::new(|| ()),
        }
    }
}

/// The settings of a page before it is owned.
#[must_use]
pub struct PageBuilder {
    store: fn() -> StoreBuilder,
    mode: Mode,
    federation_json: &'static str,
    keeping: Keeping,
    is_announcement: IsAnnouncement,
}

impl Page {
    /// A page with the store of `store`, which is called once for the page, and again whenever development tools simulate actions.
    pub fn builder(store: fn() -> StoreBuilder) -> PageBuilder {
        PageBuilder::new(store)
    }
}

impl PageBuilder {
    fn new(store: fn() -> StoreBuilder) -> Self {
        Self {
            store,
            mode: Mode::Host,
            federation_json: "/federation.json",
            keeping: Keeping {
                stored: Stored {
                    prefix: "tarn",
                    forms: &[],
                    identities: &[],
                },
                kept: Vec::new(),
                at_once: &[],
            },
            is_announcement: |_| false,
        }
    }

    /// The kind of the owner. The default is a host.
    pub fn mode(mut self, mode: Mode) -> Self {
        self.mode = mode;
        self
    }

    /// The address of `federation.json` within the base path of the page. The default is `/federation.json`.
    pub fn federation_json(mut self, address: &'static str) -> Self {
        self.federation_json = address;
        self
    }

    /// The prefix of the keys of stored slices; `tarn` by default. See [`PageBuilder::storage`].
    pub fn storage_prefix(mut self, prefix: &'static str) -> Self {
        self.keeping.stored.prefix = prefix;
        self
    }

    /// The keys and forms of stored slices. The prefix of the keys is also the name of the channel between tabs.
    pub fn storage(mut self, stored: Stored) -> Self {
        self.keeping.stored = stored;
        self
    }

    /// Persists a slice of the contract. `persist` in `federation.json` lists the persisted slices of remotes.
    ///
    /// ```no_run
    /// # use tarn_page::{Page, PersistedSlice};
    /// # use tarn_store::{Action, Change, Reduce, Rejected};
    /// # use tarn_wire::Wire;
    /// # #[derive(Clone, Default, PartialEq, Wire)]
    /// # struct Counter { count: u32 }
    /// # #[derive(Clone, Wire, Action)]
    /// # #[slice(key = "counter", state = Counter)]
    /// # enum CounterAction { Add }
    /// # impl Reduce<CounterAction> for Counter {
    /// #     fn reduce(&mut self, _: CounterAction, _: u64) -> Result<Change, Rejected> { Ok(Change::Unchanged) }
    /// # }
    /// # use tarn_store::{Contract, StoreBuilder};
    /// # const CONTRACT: Contract = Contract { name: "counter-contract", version: "1.0.0", fingerprint: "" };
    /// let store = || StoreBuilder::new(CONTRACT).slice::<Counter>();
    /// let builder = Page::builder(store).persist(PersistedSlice::whole::<Counter>());
    /// ```
    pub fn persist(mut self, slice: PersistedSlice) -> Self {
        self.keeping.kept.push(slice);
        self
    }

    /// The actions after which slices are stored immediately, without a delay.
    pub fn store_at_once(mut self, action_types: &'static [&'static str]) -> Self {
        self.keeping.at_once = action_types;
        self
    }

    /// Actions of other tabs that the application gets as an announcement instead of the store. An example is a login, because no secret
    /// crosses between tabs.
    pub fn announcements(mut self, is_announcement: IsAnnouncement) -> Self {
        self.is_announcement = is_announcement;
        self
    }

    /// Owns the page and shows `view` in its body, with store and federation provided. A later panic of this app is reported on the page,
    /// and so is an error at the start.
    pub fn mount<V: IntoView + 'static>(self, view: impl FnOnce(Page) -> V + 'static) {
        crash::report_panics();
        match self.own() {
            Ok(page) => mount_to_body(move || {
                // No store is above the body.
                let _ = page.provide();
                view(page)
            }),
            Err(error) => crash::show_start_failure(&error),
        }
    }

    /// Owns the page.
    ///
    /// # Errors
    /// A sentence with its code: the page already has an owner.
    pub fn own(self) -> Result<Page, String> {
        self.own_with(|_, _| ((), Session::default())).map(|(page, ())| page)
    }

    /// Owns the page, with the additions of `set_up`. It runs after the persisted slices are restored, and before messages of other tabs and
    /// any downloads.
    ///
    /// ```no_run
    /// # use tarn_page::{Page, Session};
    /// # use tarn_store::{Contract, StoreBuilder};
    /// # const CONTRACT: Contract = Contract { name: "counter-contract", version: "1.0.0", fingerprint: "" };
    /// let (page, ()) = Page::builder(|| StoreBuilder::new(CONTRACT)).own_with(|_store, _persisted| {
    ///     let session = Session { members: vec![("release", "2026-11".into())], ..Session::default() };
    ///     ((), session)
    /// })?;
    /// # Ok::<(), String>(())
    /// ```
    ///
    /// # Errors
    /// A sentence with its code: the page already has an owner.
    pub fn own_with<T>(self, set_up: impl FnOnce(&Store, &Persisted) -> (T, Session)) -> Result<(Page, T), String> {
        let store = browser::own_page((self.store)()).map_err(|error| error.to_string())?;
        // The id of the store is the id of this tab: there is one store per page.
        let tab = store.owner().map(|owner| owner.store_id().to_owned());
        let bridge = Rc::new(Bridge::new(&tab.unwrap_or_default(), self.is_announcement));
        let persisted = Persisted::restore(&store, &bridge, self.keeping);
        let (added, session) = set_up(&store, &persisted);
        if let Some(owner) = store.owner() {
            owner.await_grants();
        }
        let tabs = Tabs::new(&store, &bridge, &persisted, session.on_announcement);
        let (members, sync_of) = browser::registry_members(&store);
        let federation = Federation::new(federation::options(
            &store,
            &persisted,
            &tabs,
            self.federation_json,
            sync_of,
        ));
        let page = Page {
            store,
            federation,
            persisted,
            tabs,
        };
        seal(self.mode, &page, members.into_iter().chain(session.members))?;
        mismatches::count(&page.store);
        // Developers see refused dispatches without opening the tools.
        let is_for_developers = self.mode == Mode::Standalone || cfg!(debug_assertions);
        offer_tools(&page, self.store, is_for_developers);
        if is_for_developers {
            undeclared::report(&page.store);
        }
        read_federation_json(&page.federation);
        Ok((page, added))
    }
}

/// Also for a page without remotes, which follows other tabs, too. No task can be spawned before the app is mounted.
fn read_federation_json(federation: &Federation) {
    let asking = federation.clone();
    timer::after(0, move || {
        // A slot with a remote shows a failure, and retries.
        let config = asking.config();
        leptos::task::spawn_local(async move {
            let _ = config.await;
        });
    });
}

/// Puts the registry on `window`.
///
/// # Errors
/// A sentence with its code: the name is taken.
fn seal(mode: Mode, page: &Page, members: impl Iterator<Item = (&'static str, JsValue)>) -> Result<(), String> {
    let mut registry = Registry::new(mode);
    for (name, value) in members {
        registry = registry.with(name, &value);
    }
    registry
        .with("basePath", &of_page().as_str().into())
        .with("bridge", &page.tabs.clone().into_js_function())
        .with("remotes", &page.federation.remotes_function())
        .with("crashed", &page.federation.crashed_function())
        .seal()
        .map_err(|error| error.to_string())
}

/// Passes to the development tools what the registry does not have: `[replace, scratch, control]`, and whether to load them immediately.
fn offer_tools(page: &Page, store: fn() -> StoreBuilder, is_for_developers: bool) {
    let federation = page.federation.clone();
    let control =
        Closure::<dyn Fn(String, JsValue) -> Result<(), JsValue>>::new(move |what: String, remote: JsValue| {
            federation.control(&what, &remote.as_string().unwrap_or_default());
            Ok(())
        });
    development::offer_tools(Array::of4(
        &browser::replace_function(&page.store),
        &browser::scratch_function(store),
        &control.into_js_value(),
        &is_for_developers.into(),
    ));
}

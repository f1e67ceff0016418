//! Taking ownership of a page.

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

use crate::kept::Kept;
use crate::persisted::{Keeping, Persisted};
use crate::tabs::Tabs;
use crate::{Page, crash, federation, timer, undeclared};

/// What an application adds to a page that is being owned.
pub struct Session {
    /// Members of the registry, by name.
    pub members: Vec<(&'static str, JsValue)>,
    /// Called when another tab announces an action: see [`PageBuilder::announcements`].
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

/// A page that is not owned yet.
#[must_use]
pub struct PageBuilder {
    store: fn() -> StoreBuilder,
    mode: Mode,
    federation_json: &'static str,
    keeping: Keeping,
    is_announcement: IsAnnouncement,
}

impl Page {
    /// A page whose store `store` makes: once for the page, and once more whenever development tools try out what would have been.
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

    /// Who owns the page: a host, unless this says that it is one remote on its own.
    pub fn mode(mut self, mode: Mode) -> Self {
        self.mode = mode;
        self
    }

    /// The address of `federation.json`, within the base path of the page.
    pub fn federation_json(mut self, address: &'static str) -> Self {
        self.federation_json = address;
        self
    }

    /// What the keys of stored slices begin with, `tarn` unless this says otherwise: see [`PageBuilder::storage`].
    pub fn storage_prefix(mut self, prefix: &'static str) -> Self {
        self.keeping.stored.prefix = prefix;
        self
    }

    /// Under which keys slices are stored, and in which forms. The prefix of the keys is also the name of the channel between tabs.
    pub fn storage(mut self, stored: Stored) -> Self {
        self.keeping.stored = stored;
        self
    }

    /// Keeps a slice of the contract over a reload. Slices of remotes are kept as `persist` of `federation.json` says.
    pub fn keep(mut self, kept: Kept) -> Self {
        self.keeping.kept.push(kept);
        self
    }

    /// These actions store the kept slices at once, and not a moment later.
    pub fn store_at_once(mut self, action_types: &'static [&'static str]) -> Self {
        self.keeping.at_once = action_types;
        self
    }

    /// Actions of other tabs that are not applied here: the application is told, and finds out for itself. A login is one, because no
    /// secret crosses between tabs.
    pub fn announcements(mut self, is_announcement: IsAnnouncement) -> Self {
        self.is_announcement = is_announcement;
        self
    }

    /// Owns the page and shows `view` in its body, with store and federation provided. From here on a panic of this app is said on the
    /// page; so is what keeps it from starting.
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
    /// A sentence with its code when the page is owned already.
    pub fn own(self) -> Result<Page, String> {
        self.own_with(|_, _| ((), Session::default())).map(|(page, ())| page)
    }

    /// Owns the page, and has `set_up` add what the application needs. It is called when the kept slices are restored, before other tabs
    /// are heard and anything is fetched.
    ///
    /// # Errors
    /// A sentence with its code when the page is owned already.
    pub fn own_with<T>(self, set_up: impl FnOnce(&Store, &Persisted) -> (T, Session)) -> Result<(Page, T), String> {
        let store = browser::own_page((self.store)()).map_err(|error| error.to_string())?;
        // The store's id is this tab's: there is one store per page.
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
        // Developers are told of refused dispatches without asking for the tools.
        let is_for_developers = self.mode == Mode::Standalone || cfg!(debug_assertions);
        offer_tools(&page, self.store, is_for_developers);
        if is_for_developers {
            undeclared::report(&page.store);
        }
        read_federation_json(&page.federation);
        Ok((page, added))
    }
}

/// Also on a page without remotes: the other tabs are there all the same. Nothing can be spawned before the app is mounted.
fn read_federation_json(federation: &Federation) {
    let asking = federation.clone();
    timer::after(0, move || {
        // A slot that shows a remote tells of a failure, and tries again.
        let config = asking.config();
        leptos::task::spawn_local(async move {
            let _ = config.await;
        });
    });
}

/// Puts the registry on `window`.
///
/// # Errors
/// A sentence with its code when the name is taken.
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

/// What development tools have beyond the registry: `[replace, scratch, control]`; and whether to load them without being asked.
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

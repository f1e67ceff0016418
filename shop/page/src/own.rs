//! Taking ownership of a page.

use std::rc::Rc;

use js_sys::Array;
use leptos::prelude::ArcRwSignal;
use shared_store::bridge::Bridge;
use shared_store::browser::{self, SyncOf};
use shared_store::store::Grants;
use shared_store::{CONTRACT_VERSION, Store};
use shop_api::owner::ApiClient;
use tarn_base_path::of_page;
use tarn_federation::browser::development;
use tarn_federation::browser::federation::Options;
use tarn_federation::{Federation, Mode, Registry};
use tarn_manifest::manifest::FederationConfig;
use wasm_bindgen::prelude::*;

use crate::belongings::Belongings;
use crate::check_plan::CheckPlan;
use crate::persisted::Persisted;
use crate::tabs::Tabs;
use crate::{returning, session, stored_elsewhere, theme, timer, undeclared};

/// A page that is owned: it has the one store and the one API client.
#[derive(Clone)]
pub struct Page {
    /// The store.
    pub store: Store,
    pub(crate) api: ApiClient,
    pub(crate) check: Rc<CheckPlan>,
    /// Whether the server could not be asked for the session.
    pub(crate) has_problem: ArcRwSignal<bool>,
    /// Whether the server is being asked for it.
    pub(crate) is_checking: ArcRwSignal<bool>,
    pub(crate) belongings: Belongings,
    pub(crate) persisted: Persisted,
}

/// Creates the store, seals `window.__TARN__`, and restores cart and theme. `federation.json` is read from
/// `config_url`, and again if that fails when a remote is asked for.
///
/// The session is not restored yet either: `user.status` is `restoring` until [`Page::restore_session`] is done.
///
/// # Errors
/// A sentence with its code when the page is owned already.
pub fn with_federation(mode: Mode, config_url: &'static str) -> Result<(Page, Federation), String> {
    let store = browser::own_page().map_err(|error| error.to_string())?;
    // The store's id is this tab's: there is one store per page.
    let bridge = Rc::new(Bridge::new(
        &store
            .owner()
            .map(|owner| owner.store_id().to_owned())
            .unwrap_or_default(),
    ));
    let persisted = Persisted::restore(&store, &bridge);
    // After the storage: at a logout the emptied cart is stored first, so no tab that follows the storage reads the cart of a user who
    // is gone as a guest's.
    let belongings = Belongings::follow(&store);
    let api = session::api_client(&store, &belongings, &persisted);
    if let Some(owner) = store.owner() {
        owner.await_grants();
    }
    session::forget_with_user(&store, &api);
    let page = Page {
        store,
        api,
        check: Rc::default(),
        has_problem: ArcRwSignal::new(false),
        is_checking: ArcRwSignal::new(false),
        belongings,
        persisted: persisted.clone(),
    };
    let store = &page.store;
    let tabs = Tabs::new(&page, &bridge, &persisted);
    stored_elsewhere::follow(&page, {
        let tabs = tabs.clone();
        move || tabs.follows_storage()
    });
    let (members, sync_of) = browser::registry_members(store);
    let federation = Federation::new(options(&page, &tabs, config_url, sync_of));
    seal(mode, &page, &tabs, &federation, members)?;
    // Developers are told of refused dispatches without asking for the tools.
    let is_for_developers = mode == Mode::Standalone || cfg!(debug_assertions);
    offer_tools(store, &federation, is_for_developers);
    if is_for_developers {
        undeclared::report(store);
    }
    theme::restore(store, &persisted);
    returning::follow(&page);
    page.follow_own_login();
    page.belongings.finish_logout(store);
    // Also on a page without remotes: the other tabs are there all the same. Nothing can be spawned before the app is mounted.
    let asking = federation.clone();
    timer::after(0, move || {
        // A slot that shows a remote tells of a failure, and tries again.
        let config = asking.config();
        leptos::task::spawn_local(async move {
            let _ = config.await;
        });
    });
    Ok((page, federation))
}

/// What the federation tells the page of, and how.
fn options(page: &Page, tabs: &Tabs, config_url: &'static str, sync_of: SyncOf) -> Options {
    let store = &page.store;
    let persisted = &page.persisted;
    Options {
        config_url,
        shared: vec![("shared-store", CONTRACT_VERSION)],
        on_config: Box::new({
            let (store, tabs, persisted) = (store.clone(), tabs.clone(), persisted.clone());
            move |config| {
                set_grants(&store, config);
                persisted.keep_also(&config.persist);
                tabs.configure(&config.bridge);
            }
        }),
        on_failure: Box::new({
            let store = store.clone();
            move || {
                if let Some(owner) = store.owner() {
                    owner.metrics().remote_failures.increment();
                }
            }
        }),
        on_restart: Box::new({
            let store = store.clone();
            move || {
                if let Some(owner) = store.owner() {
                    owner.metrics().remote_restarts.increment();
                }
            }
        }),
        on_gone: Box::new({
            let store = store.clone();
            move |remote| {
                if let Some(owner) = store.owner() {
                    owner.detach(remote);
                    owner.orphan_slices(remote);
                }
            }
        }),
        on_declared: Box::new({
            let store = store.clone();
            move |remote, patterns| {
                if let Some(owner) = store.owner() {
                    owner.declare(remote, patterns);
                }
            }
        }),
        sync_of,
    }
}

/// Puts the registry on `window`.
///
/// # Errors
/// A sentence with its code when the name is taken.
fn seal(
    mode: Mode,
    page: &Page,
    tabs: &Tabs,
    federation: &Federation,
    members: Vec<(&'static str, JsValue)>,
) -> Result<(), String> {
    let mut registry = Registry::new(mode);
    for (name, value) in members.into_iter().chain(page.api.registry_members()) {
        registry = registry.with(name, &value);
    }
    registry
        .with("basePath", &of_page().as_str().into())
        .with("bridge", &tabs.clone().into_js_function())
        .with("remotes", &federation.remotes_function())
        .with("crashed", &federation.crashed_function())
        .seal()
        .map_err(|error| error.to_string())
}

/// What development tools have beyond the registry: `[replace, scratch, control]`; and whether to load them without being asked.
fn offer_tools(store: &Store, federation: &Federation, is_for_developers: bool) {
    let federation = federation.clone();
    let control =
        Closure::<dyn Fn(String, JsValue) -> Result<(), JsValue>>::new(move |what: String, remote: JsValue| {
            federation.control(&what, &remote.as_string().unwrap_or_default());
            Ok(())
        });
    development::offer_tools(Array::of4(
        &browser::replace_function(store),
        &browser::scratch_function(),
        &control.into_js_value(),
        &is_for_developers.into(),
    ));
}

fn set_grants(store: &Store, config: &FederationConfig) {
    let grants = config.remotes.iter().fold(Grants::new(), |grants, (name, remote)| {
        grants.grant(name, remote.grants.clone())
    });
    if let Some(owner) = store.owner() {
        owner.set_grants(grants);
    }
}

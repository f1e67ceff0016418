//! Taking ownership of a page.

use federation::{Mode, Registry};
use shared_api::owner::ApiClient;
use shared_store::Store;
use shared_store::browser::{self, SyncOf};

use crate::{cart_storage, session, theme};

/// A page that is owned: it has the one store and the one API client.
pub struct Page {
    /// The store.
    pub store: Store,
    pub(crate) api: ApiClient,
}

impl Page {
    /// Creates the store, seals `window.__FEDERATION__`, and restores cart and theme. `extend` adds the members that only a
    /// host has.
    ///
    /// The session is not restored yet: `user.status` is `restoring` until [`Page::restore_session`] is done.
    ///
    /// # Errors
    /// A sentence with its code when the page is owned already.
    pub fn own(
        mode: Mode,
        extend: impl FnOnce(&Store, Registry, SyncOf) -> Registry,
    ) -> Result<Self, String> {
        let store = browser::own_page().map_err(|error| error.to_string())?;
        let api = session::api_client(&store);
        let (members, sync_of) = browser::registry_members(&store);
        let registry = members
            .into_iter()
            .fold(Registry::new(mode), |registry, (name, value)| {
                registry.with(name, &value)
            })
            .with("request", &api.clone().into_js_function());
        extend(&store, registry, sync_of)
            .seal()
            .map_err(|error| error.to_string())?;
        let page = Self { store, api };
        theme::restore(&page.store);
        cart_storage::restore(&page.store);
        cart_storage::keep(&page.store);
        session::follow_other_tabs(&page);
        Ok(page)
    }
}

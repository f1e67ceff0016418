//! The host takes the page: store, registry, federation. Nothing is fetched before this is done.

use federation::browser::federation::Options;
use federation::manifest::FederationConfig;
use federation::{Federation, Mode};
use page::Page;
use shared_store::store::Grants;
use shared_store::{CONTRACT_VERSION, Store};

/// What the host owns.
pub(crate) struct Owned {
    pub(crate) page: Page,
    pub(crate) federation: Federation,
}

/// Creates the store, seals `window.__FEDERATION__`, and prepares to load remotes.
///
/// # Errors
/// When the page is owned already.
pub(crate) fn own() -> Result<Owned, String> {
    let mut federation = None;
    let page = Page::own(Mode::Host, |store, registry, sync_of| {
        let made = Federation::new(Options {
            config_url: "/federation.json",
            shared: vec![("shared-store", CONTRACT_VERSION)],
            on_config: Box::new({
                let store = store.clone();
                move |config| set_grants(&store, config)
            }),
            on_failure: Box::new({
                let store = store.clone();
                move |_, _| {
                    if let Some(owner) = store.owner() {
                        owner.metrics().remote_failures.increment();
                    }
                }
            }),
            on_retry: Box::new({
                let store = store.clone();
                move |_| {
                    if let Some(owner) = store.owner() {
                        owner.metrics().remote_restarts.increment();
                    }
                }
            }),
            sync_of,
        });
        let registry = registry.with("remotes", &made.remotes_function());
        federation = Some(made);
        registry
    })?;
    match federation {
        Some(federation) => Ok(Owned { page, federation }),
        None => Err("the page was owned without a federation".into()),
    }
}

fn set_grants(store: &Store, config: &FederationConfig) {
    let grants = config
        .remotes
        .iter()
        .fold(Grants::new(), |grants, (name, remote)| {
            grants.grant(name, remote.grants.clone())
        });
    if let Some(owner) = store.owner() {
        owner.set_grants(grants);
    }
}

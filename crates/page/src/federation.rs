//! The connection between the federation and the page.

use tarn_federation::browser::federation::Options;
use tarn_manifest::FederationConfig;
use tarn_store::Store;
use tarn_store::browser::SyncOf;
use tarn_store::store::{Grants, OwnerHandle};

use crate::persisted::Persisted;
use crate::tabs::Tabs;

/// The options of the page's federation.
pub(crate) fn options(
    store: &Store,
    persisted: &Persisted,
    tabs: &Tabs,
    config_url: &'static str,
    sync_of: SyncOf,
) -> Options {
    let shared = store
        .owner()
        .map(|owner| (owner.contract().name, owner.contract().version));
    let with_owner = |act: fn(OwnerHandle<'_>, &str)| {
        let store = store.clone();
        move |remote: &str| {
            if let Some(owner) = store.owner() {
                act(owner, remote);
            }
        }
    };
    let count_failure = with_owner(|owner, _| owner.metrics().remote_failures.increment());
    let count_restart = with_owner(|owner, _| owner.metrics().remote_restarts.increment());
    Options {
        config_url,
        shared: shared.into_iter().collect(),
        on_config: Box::new({
            let (store, tabs, persisted) = (store.clone(), tabs.clone(), persisted.clone());
            move |config| {
                set_grants(&store, config);
                persisted.keep_also(&config.persist);
                tabs.configure(&config.bridge);
            }
        }),
        on_failure: Box::new(move || count_failure("")),
        on_restart: Box::new(move || count_restart("")),
        on_gone: Box::new(with_owner(|owner, remote| {
            owner.detach(remote);
            owner.orphan_slices(remote);
        })),
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

fn set_grants(store: &Store, config: &FederationConfig) {
    if let Some(owner) = store.owner() {
        owner.set_grants(Grants::of(config));
    }
}

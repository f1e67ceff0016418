//! A page that is owned.

use tarn_federation::Federation;
use tarn_store::{Store, StoreError, hooks};

use crate::persisted::Persisted;
use crate::tabs::Tabs;

/// A page that is owned: it has the one store. Clones are the same page.
#[derive(Clone)]
pub struct Page {
    /// The store.
    pub store: Store,
    /// The remotes.
    pub federation: Federation,
    /// What survives a reload.
    pub persisted: Persisted,
    pub(crate) tabs: Tabs,
}

impl Page {
    /// Provides store and federation to the components of the present reactive owner and below: hooks use this store, and a
    /// [`RemoteView`](tarn_federation::RemoteView) finds its remote.
    ///
    /// # Errors
    /// [`StoreError::SecondStore`] below another store.
    pub fn provide(&self) -> Result<(), StoreError> {
        self.federation.provide();
        hooks::provide(self.store.clone())
    }

    /// Whether the bridge should be open and this browser has no channels: then only the storage tells of the other tabs.
    #[must_use]
    pub fn follows_storage(&self) -> bool {
        self.tabs.follows_storage()
    }
}

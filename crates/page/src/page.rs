//! An owned page.

use tarn_federation::Federation;
use tarn_store::{Store, StoreError, hooks};

use crate::persisted::Persisted;
use crate::tabs::Tabs;

/// An owned page, with the one store. Clones share one page.
#[derive(Clone)]
pub struct Page {
    /// The store.
    pub store: Store,
    /// The remotes.
    pub federation: Federation,
    /// The persisted slices.
    pub persisted: Persisted,
    pub(crate) tabs: Tabs,
}

impl Page {
    /// Provides store and federation to the components of the current reactive owner and below: hooks use this store, and a
    /// [`RemoteView`](tarn_federation::RemoteView) finds its remote.
    ///
    /// # Errors
    /// [`StoreError::SecondStore`] below another store.
    pub fn provide(&self) -> Result<(), StoreError> {
        self.federation.provide();
        hooks::provide(self.store.clone())
    }

    /// Whether the bridge is enabled in a browser without channels: then only storage events report changes of other tabs.
    #[must_use]
    pub fn follows_storage(&self) -> bool {
        self.tabs.follows_storage()
    }
}

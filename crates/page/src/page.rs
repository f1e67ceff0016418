//! A page that is owned.

use tarn_federation::Federation;
use tarn_store::Store;

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
    /// Whether the bridge should be open and this browser has no channels: then only the storage tells of the other tabs.
    #[must_use]
    pub fn follows_storage(&self) -> bool {
        self.tabs.follows_storage()
    }
}

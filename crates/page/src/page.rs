//! An owned page.

use tarn_federation::Federation;
use tarn_store::Store;

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
    /// Whether the bridge is enabled in a browser without channels: then only storage events report changes of other tabs.
    #[must_use]
    pub fn follows_storage(&self) -> bool {
        self.tabs.follows_storage()
    }
}

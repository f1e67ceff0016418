//! What was listed lately: who comes back sees it at once, while it is asked for again.

use std::cell::RefCell;
use std::sync::Arc;

use shared_api::model::{Product, ProductPage, ProductQuery};

/// How many lists are remembered.
const REMEMBERED: usize = 8;

/// A page of products, and the query that it really answers: not always the one of the address, which may ask for
/// something that does not exist.
pub(crate) struct Listed {
    pub(crate) query: ProductQuery,
    pub(crate) page: ProductPage,
}

thread_local! {
    /// By address, the latest last. Of the instance, so that it outlives the views.
    static RECENT: RefCell<Vec<(String, Arc<Listed>)>> = const { RefCell::new(Vec::new()) };
}

/// Remembers what an address listed.
pub(crate) fn remember(address: String, listed: Arc<Listed>) {
    RECENT.with_borrow_mut(|recent| {
        recent.retain(|(present, _)| *present != address);
        if recent.len() == REMEMBERED {
            recent.remove(0);
        }
        recent.push((address, listed));
    });
}

/// What an address listed last time.
pub(crate) fn recall(address: &str) -> Option<Arc<Listed>> {
    RECENT.with_borrow(|recent| {
        let (_, listed) = recent.iter().find(|(present, _)| present == address)?;
        Some(Arc::clone(listed))
    })
}

/// A product as it was listed last.
pub(crate) fn recall_product(id: &str) -> Option<Arc<Product>> {
    RECENT.with_borrow(|recent| {
        let mut listed = recent.iter().rev().flat_map(|(_, listed)| &listed.page.items);
        listed.find(|product| product.id == id).cloned().map(Arc::new)
    })
}

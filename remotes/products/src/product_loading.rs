//! Loading one product.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared_api::ApiError;
use shared_api::calls::product;
use shared_api::model::Product;

use crate::latest::Latest;
use crate::recent_lists::recall_product;

/// A product that is loaded, and loaded anew when another one is meant.
#[derive(Clone, Copy)]
pub(crate) struct ProductLoading {
    id: Memo<String>,
    /// The product; at first as it was listed last, if it was.
    pub(crate) product: RwSignal<Option<Product>>,
    pub(crate) failure: RwSignal<Option<ApiError>>,
    pub(crate) is_loading: RwSignal<bool>,
    latest: Latest,
}

impl ProductLoading {
    /// Loads the product with this id, whenever the id changes.
    pub(crate) fn follow(id: Memo<String>) -> Self {
        let loading = Self {
            id,
            product: RwSignal::new(id.with_untracked(|id| recall_product(id))),
            failure: RwSignal::new(None),
            is_loading: RwSignal::new(true),
            latest: Latest::new(),
        };
        Effect::new(move |previous: Option<()>| {
            let id = id.get();
            if previous.is_some() {
                loading.failure.set(None);
                loading.product.set(recall_product(&id));
            }
            loading.load();
        });
        loading
    }

    /// Asks the shop for the product.
    pub(crate) fn load(self) {
        let id = self.id.get_untracked();
        let request = self.latest.begin();
        self.is_loading.set(true);
        spawn_local(async move {
            let answer = product(&id).await;
            if !self.latest.is(request) {
                return;
            }
            let (product, failure) = match answer {
                Ok(product) => (Some(product), None),
                Err(error) if is_unknown(&error) => (None, Some(error)),
                Err(error) => (self.product.get_untracked(), Some(error)),
            };
            if self.product.with_untracked(|present| *present != product) {
                self.product.set(product);
            }
            self.failure.set(failure);
            self.is_loading.set(false);
        });
    }
}

/// Whether the shop does not have such a product.
pub(crate) fn is_unknown(error: &ApiError) -> bool {
    error.status == 404
}

//! Loading one product.

use std::sync::Arc;

use html_template::{Template, follow};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared_api::calls::product;
use shared_api::model::Product;
use shared_store::Selected;
use shared_ui::{Latest, load_failure};

use crate::recent_lists::recall_product;

/// A product that is loaded, and loaded anew when another one is meant.
#[derive(Clone, Copy)]
pub(crate) struct ProductLoading {
    id: Selected<String>,
    state: RwSignal<Arc<ProductState>>,
    latest: Latest,
}

/// How far the loading is.
#[derive(Clone, Default)]
pub(crate) struct ProductState {
    /// The product; at first as it was listed last, if it was.
    pub(crate) product: Option<Arc<Product>>,
    /// What went wrong, in words for the shopper.
    pub(crate) failure: Option<String>,
    /// Whether that is that the shop does not have such a product.
    pub(crate) is_unknown: bool,
    is_loading: bool,
}

impl ProductLoading {
    /// Loads the product with this id, whenever the id changes.
    pub(crate) fn follow(id: Selected<String>) -> Self {
        let loading = Self {
            id,
            state: RwSignal::new(Arc::default()),
            latest: Latest::new(),
        };
        follow(move || {
            let product = recall_product(&id.get());
            loading.state.set(Arc::new(ProductState {
                product,
                ..ProductState::default()
            }));
            loading.load();
        });
        loading
    }

    /// How far it is.
    pub(crate) fn now(self) -> Arc<ProductState> {
        self.state.get()
    }

    /// How far it is, for what need not follow it.
    pub(crate) fn now_untracked(self) -> Arc<ProductState> {
        self.state.get_untracked()
    }

    /// What went wrong, with a button to try again.
    pub(crate) fn failure_notice(self) -> Template {
        load_failure(
            move || self.now().failure.clone().unwrap_or_default(),
            move || self.now().is_loading,
            move || self.load(),
        )
    }

    /// Asks the shop for the product.
    fn load(self) {
        let id = self.id.get_untracked();
        let request = self.latest.begin();
        let before = self.now_untracked();
        self.state.set(Arc::new(ProductState {
            is_loading: true,
            ..(*before).clone()
        }));
        spawn_local(async move {
            let answer = product(&id).await;
            if !self.latest.is(request) {
                return;
            }
            self.state.set(Arc::new(match answer {
                Ok(product) => ProductState {
                    product: Some(Arc::new(product)),
                    ..ProductState::default()
                },
                Err(error) => {
                    let is_unknown = error.status == 404;
                    ProductState {
                        product: before.product.clone().filter(|_| !is_unknown),
                        failure: Some(error.message),
                        is_unknown,
                        is_loading: false,
                    }
                }
            }));
        });
    }
}

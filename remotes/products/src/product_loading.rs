//! Loading one product.
//!
//! The id in the props selects a query of the shop. The page's query cache answers it, and each answer becomes a
//! [`ProductState`], which the components show.

use std::rc::Rc;

use shared_store::Selected;
use shop_api::model::Product;
use shop_api::queries::{Query, Status, listed_product, product, use_query};

/// The product with this id, loaded again after each change of the id.
pub(crate) fn use_product(id: Selected<String>) -> ProductLoading {
    let query = use_query(move || product(&id.get()));
    let listed = move || listed_product(&id.get()).map(Rc::new);
    let state = move || {
        let answer = query.answer();
        let is_unknown = answer.failure.as_ref().is_some_and(|error| error.is_unknown());
        ProductState {
            product: answer.data.or_else(listed).filter(|_| !is_unknown),
            has_failed: answer.failure.is_some(),
            is_unknown,
        }
    };
    ProductLoading {
        query,
        state: Selected::new(move || Rc::new(state())),
    }
}

/// A product that follows its id. Copies share it.
#[derive(Clone, Copy)]
pub(crate) struct ProductLoading {
    query: Query<Product>,
    state: Selected<Rc<ProductState>>,
}

impl ProductLoading {
    /// The present state. Tracked.
    pub(crate) fn now(self) -> Rc<ProductState> {
        self.state.get()
    }

    /// The present state, untracked.
    pub(crate) fn now_untracked(self) -> Rc<ProductState> {
        self.state.get_untracked()
    }

    /// The state of the request.
    pub(crate) fn status(self) -> Status {
        self.query.status
    }
}

/// The state of the loading.
#[derive(PartialEq)]
pub(crate) struct ProductState {
    /// The product. Until the answer arrives, its copy from the last list, if there is one.
    pub(crate) product: Option<Rc<Product>>,
    /// True if the last request has failed.
    pub(crate) has_failed: bool,
    /// True if the shop does not have this product.
    pub(crate) is_unknown: bool,
}

impl ProductState {
    /// True while there is neither a product nor a failure.
    pub(crate) fn is_loading(&self) -> bool {
        self.product.is_none() && !self.has_failed
    }
}

//! Loading one product.

use std::rc::Rc;

use shared_store::Selected;
use shop_api::model::Product;
use shop_api::queries::{Query, listed_product, product, use_query};
use shop_ui::load_failure;
use tarn_html_template::Template;

/// A product that is loaded, and loaded anew when another one is meant.
#[derive(Clone, Copy)]
pub(crate) struct ProductLoading {
    query: Query<Product>,
    state: Selected<Rc<ProductState>>,
}

/// How far the loading is.
#[derive(PartialEq)]
pub(crate) struct ProductState {
    /// The product; at first as it was listed last, if it was.
    pub(crate) product: Option<Rc<Product>>,
    /// What went wrong, in words for the shopper.
    pub(crate) failure: Option<String>,
    /// Whether that is that the shop does not have such a product.
    pub(crate) is_unknown: bool,
}

impl ProductLoading {
    /// Loads the product with this id, whenever the id changes.
    pub(crate) fn follow(id: Selected<String>) -> Self {
        let query = use_query(move || product(&id.get()));
        let listed = move || listed_product(&id.get()).map(Rc::new);
        let state = move || {
            let answer = query.answer();
            let is_unknown = answer.failure.as_ref().is_some_and(|error| error.is_unknown());
            ProductState {
                product: answer.data.or_else(listed).filter(|_| !is_unknown),
                failure: answer.failure.map(|error| error.message.clone()),
                is_unknown,
            }
        };
        Self {
            query,
            state: Selected::new(move || Rc::new(state())),
        }
    }

    /// How far it is.
    pub(crate) fn now(self) -> Rc<ProductState> {
        self.state.get()
    }

    /// How far it is, for what need not follow it.
    pub(crate) fn now_untracked(self) -> Rc<ProductState> {
        self.state.get_untracked()
    }

    /// What went wrong, with a button to try again.
    pub(crate) fn failure_notice(self) -> Template {
        load_failure(self.query.status)
    }
}

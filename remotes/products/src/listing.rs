//! The state of the product list.

use std::rc::Rc;

use leptos::prelude::*;
use shared_store::Selected;
use shop_api::ApiError;
use shop_api::model::{Category, Product, ProductPage, ProductQuery};
use shop_api::queries::{Answer, Query, Status, products, use_query_keeping_previous};
use tarn_view::follow;

use crate::address::parse;

/// The list for the present address.
#[derive(Clone, Copy)]
pub(crate) struct Listing {
    query_string: Selected<String>,
    query: Query<ProductPage>,
    state: Selected<Rc<ListState>>,
}

/// The state of the list.
#[derive(PartialEq)]
pub(crate) struct ListState {
    /// The displayed page: of the previous address while the present one loads.
    pub(crate) shown: Option<Listed>,
    /// The last answer, for the controls that stay while no products are shown.
    last: Option<Rc<ProductPage>>,
    /// True if the last request has failed.
    pub(crate) has_failed: bool,
    pub(crate) progress: Progress,
}

/// A page of products and the query that it answers. That may differ from the address, which may ask for something that
/// does not exist.
#[derive(PartialEq)]
pub(crate) struct Listed {
    pub(crate) query: ProductQuery,
    pub(crate) page: Rc<ProductPage>,
}

/// The purpose of the pending request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progress {
    /// No request is pending.
    Done,
    /// Revalidates the displayed products.
    Refreshing,
    /// Loads other products.
    Replacing,
}

impl ListState {
    fn of(answer: Answer<ProductPage>) -> Self {
        let has_own = answer.data.is_some() && !answer.is_previous;
        let has_failed = answer.failure.is_some();
        let query = parse(&answer.of);
        // Products of another query would look like an answer to the address.
        let is_shown =
            |page: &Rc<ProductPage>| (has_own || !has_failed) && nearest(query.clone(), Some(page), None).is_none();
        Self {
            shown: answer.data.clone().filter(is_shown).map(|page| Listed { query, page }),
            has_failed,
            progress: match (answer.is_fetching, has_own) {
                (false, _) => Progress::Done,
                (true, true) => Progress::Refreshing,
                (true, false) => Progress::Replacing,
            },
            last: answer.data,
        }
    }

    /// True while there are neither products nor a failure.
    pub(crate) fn is_loading(&self) -> bool {
        self.shown.is_none() && !self.has_failed
    }

    /// True if no product matches.
    pub(crate) fn is_empty(&self) -> bool {
        self.shown.as_ref().is_some_and(|listed| listed.page.total == 0)
    }

    /// True if some products match.
    pub(crate) fn has_products(&self) -> bool {
        self.shown.as_ref().is_some_and(|listed| listed.page.total != 0)
    }

    /// The displayed products.
    pub(crate) fn products(&self) -> &[Product] {
        self.shown.as_ref().map_or(&[], |listed| &listed.page.items)
    }

    /// The shop's categories, if known.
    pub(crate) fn categories(&self) -> &[Category] {
        self.last.as_ref().map_or(&[], |page| &page.categories)
    }
}

impl Listing {
    /// Follows the query string of the address.
    pub(crate) fn follow(query_string: Selected<String>) -> Self {
        let asked = RwSignal::new(parse(&query_string.get_untracked()));
        follow(move || {
            let wanted = parse(&query_string.get());
            // An equivalent address sends no new request.
            if asked.get_untracked() != wanted {
                asked.set(wanted);
            }
        });
        let query = use_query_keeping_previous(move || products(&asked.get()));
        follow(move || {
            let answer = query.answer();
            let page = answer.data.as_deref().filter(|_| !answer.is_previous);
            if let Some(nearest) = nearest(asked.get_untracked(), page, answer.failure.as_deref()) {
                asked.set(nearest);
            }
        });
        Self {
            query_string,
            query,
            state: Selected::new(move || Rc::new(ListState::of(query.answer()))),
        }
    }

    /// The present state. Tracked.
    pub(crate) fn now(self) -> Rc<ListState> {
        self.state.get()
    }

    /// The state of the request.
    pub(crate) fn status(self) -> Status {
        self.query.status
    }

    /// The query of the displayed list, or else of the address. They differ if the address asks for something that does not
    /// exist. Tracked.
    pub(crate) fn present(self) -> ProductQuery {
        let now = self.now();
        match (now.progress, &now.shown) {
            (Progress::Done | Progress::Refreshing, Some(listed)) => listed.query.clone(),
            _ => parse(&self.query_string.get()),
        }
    }
}

/// The fallback query, if there is one: resets the part that the shop refused, or a page beyond the last, one part at a time.
fn nearest(mut query: ProductQuery, page: Option<&ProductPage>, failure: Option<&ApiError>) -> Option<ProductQuery> {
    let is_beyond = page.is_some_and(|page| page.items.is_empty() && page.total > 0);
    match failure.and_then(|failure| failure.field.as_deref()) {
        Some("query") if !query.query.is_empty() => query.query.clear(),
        Some("category") if !query.category.is_empty() => query.category.clear(),
        Some("page") if query.page > 1 => query.page = 1,
        None if is_beyond && query.page > 1 => query.page = 1,
        _ => return None,
    }
    Some(query)
}

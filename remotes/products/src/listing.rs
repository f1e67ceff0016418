//! The state of the product list.
//!
//! The query string of the address is parsed into a query of the shop. The page's query cache answers it, and each answer
//! becomes a [`ListState`], which the components show. The way back is a new address: see `list_navigation`.

use std::rc::Rc;

use leptos::prelude::*;
use shared_store::Selected;
use shop_api::ApiError;
use shop_api::model::{Category, Product, ProductPage, ProductQuery};
use shop_api::queries::{Answer, Query, Status, products, use_query_keeping_previous};
use tarn_view::follow;

use crate::address::parse;

/// The list for the query string of the address, again after each change of it.
pub(crate) fn use_listing(query_string: Selected<String>) -> Listing {
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
        if let Some(fallback) = fallback_of(asked.get_untracked(), page, answer.failure.as_deref()) {
            asked.set(fallback);
        }
    });
    Listing {
        query_string,
        query,
        state: Selected::new(move || Rc::new(ListState::of(query.answer()))),
    }
}

/// The list for the present address. Copies share it.
#[derive(Clone, Copy)]
pub(crate) struct Listing {
    query_string: Selected<String>,
    query: Query<ProductPage>,
    state: Selected<Rc<ListState>>,
}

impl Listing {
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

/// The state of the list.
#[derive(PartialEq)]
pub(crate) struct ListState {
    /// The displayed page: of the previous address while the present one loads.
    pub(crate) shown: Option<Listed>,
    /// The last answer, for the controls that stay while no products are shown.
    last: Option<Rc<ProductPage>>,
    /// True if the last request has failed.
    pub(crate) has_failed: bool,
    /// The purpose of the pending request, if any.
    pub(crate) progress: Progress,
}

impl ListState {
    fn of(answer: Answer<ProductPage>) -> Self {
        let has_own = answer.data.is_some() && !answer.is_previous;
        let has_failed = answer.failure.is_some();
        let query = parse(&answer.of);
        // Products of another query would look like an answer to the address.
        let is_shown = |page: &Rc<ProductPage>| (has_own || !has_failed) && !is_beyond_last(&query, page);
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

/// The query to ask instead, if there is one: without the part that the shop refused, or of the first page if there is no
/// such page. One part is reset at a time.
fn fallback_of(
    mut query: ProductQuery,
    page: Option<&ProductPage>,
    failure: Option<&ApiError>,
) -> Option<ProductQuery> {
    match failure.and_then(|failure| failure.field.as_deref()) {
        Some("query") if !query.query.is_empty() => query.query.clear(),
        Some("category") if !query.category.is_empty() => query.category.clear(),
        Some("page") if query.page > 1 => query.page = 1,
        None if page.is_some_and(|page| is_beyond_last(&query, page)) => query.page = 1,
        _ => return None,
    }
    Some(query)
}

/// True if the answer to this query shows that it asks for a page beyond the last one.
fn is_beyond_last(query: &ProductQuery, answer: &ProductPage) -> bool {
    query.page > 1 && answer.items.is_empty() && answer.total > 0
}

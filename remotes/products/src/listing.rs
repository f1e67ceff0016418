//! What the list shows, and how it gets there.

use std::sync::Arc;

use html_template::{Template, follow};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared_api::ApiError;
use shared_api::calls::products;
use shared_api::model::{Category, Product, ProductQuery};
use shared_store::Selected;
use shared_ui::{Latest, load_failure};

use crate::address::{address_of, parse};
use crate::recent_lists::{Listed, recall, remember};

/// The list that an address asks for.
#[derive(Clone, Copy)]
pub(crate) struct Listing {
    query_string: Selected<String>,
    state: RwSignal<Arc<ListState>>,
    latest: Latest,
}

/// What the list is at.
#[derive(Clone, Default)]
pub(crate) struct ListState {
    /// What is shown: of the address before, while that of the present one is on its way.
    pub(crate) shown: Option<Arc<Listed>>,
    /// What was shown last, for what stays while nothing is shown.
    last: Option<Arc<Listed>>,
    /// What went wrong, in words for the shopper.
    pub(crate) failure: Option<String>,
    pub(crate) progress: Progress,
}

impl ListState {
    /// The products that are shown.
    pub(crate) fn products(&self) -> &[Product] {
        self.shown.as_ref().map_or(&[], |listed| &listed.page.items)
    }

    /// The shop's categories, as far as they are known.
    pub(crate) fn categories(&self) -> &[Category] {
        self.last.as_ref().map_or(&[], |listed| &listed.page.categories)
    }

    fn show(&mut self, listed: Arc<Listed>) {
        self.last = Some(Arc::clone(&listed));
        self.shown = Some(listed);
    }
}

/// What the request that is under way is for.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Progress {
    /// There is none.
    Done,
    /// To see whether what is shown is still so.
    Refreshing,
    /// To show something else.
    #[default]
    Replacing,
}

impl Listing {
    /// Shows what the address with this query string asks for, whenever that changes.
    pub(crate) fn follow(query_string: Selected<String>) -> Self {
        let listing = Self {
            query_string,
            state: RwSignal::new(Arc::default()),
            latest: Latest::new(),
        };
        follow(move || {
            query_string.track();
            listing.load();
        });
        listing
    }

    /// What the list is at now.
    pub(crate) fn now(self) -> Arc<ListState> {
        self.state.get()
    }

    /// What went wrong, with a button to try again.
    pub(crate) fn failure_notice(self) -> Template {
        load_failure(
            move || self.now().failure.clone().unwrap_or_default(),
            move || self.now().progress != Progress::Done,
            move || self.load(),
        )
    }

    /// Asks for what the address wants. Until the answer is there, what was shown stays.
    fn load(self) {
        let wanted = untrack(|| self.wanted());
        let address = address_of(&wanted);
        let remembered = recall(&address);
        let is_remembered = remembered.is_some();
        self.change(|state| {
            state.progress = match remembered {
                Some(listed) => {
                    state.show(listed);
                    Progress::Refreshing
                }
                None => Progress::Replacing,
            };
        });
        let request = self.latest.begin();
        spawn_local(async move {
            let answer = list(wanted).await;
            if !self.latest.is(request) {
                return;
            }
            self.change(|state| {
                state.progress = Progress::Done;
                state.failure = None;
                match answer {
                    Ok(listed) => {
                        let listed = Arc::new(listed);
                        remember(address, Arc::clone(&listed));
                        state.show(listed);
                    }
                    Err(error) => {
                        // Products that the address does not ask for would look like an answer.
                        if !is_remembered {
                            state.shown = None;
                        }
                        state.failure = Some(error.message);
                    }
                }
            });
        });
    }

    fn change(self, change: impl FnOnce(&mut ListState)) {
        let mut state = (*self.state.get_untracked()).clone();
        change(&mut state);
        self.state.set(Arc::new(state));
    }

    /// What the list is at: what the address asks for, or what is shown instead because that does not exist.
    pub(crate) fn present(self) -> ProductQuery {
        let now = self.now();
        match (now.progress, &now.shown) {
            (Progress::Done | Progress::Refreshing, Some(listed)) => listed.query.clone(),
            _ => self.wanted(),
        }
    }

    fn wanted(self) -> ProductQuery {
        parse(&self.query_string.get())
    }
}

/// The page that the query asks for. What the shop refuses, and a page beyond the last, is taken back to its default.
async fn list(mut query: ProductQuery) -> Result<Listed, ApiError> {
    // It ends: each further round has one part less to take back.
    loop {
        let error = match products(&query).await {
            Ok(page) if page.items.is_empty() && page.total > 0 && query.page > 1 => {
                query.page = 1;
                continue;
            }
            Ok(page) => return Ok(Listed { query, page }),
            Err(error) => error,
        };
        match error.field.as_deref() {
            Some("query") if !query.query.is_empty() => query.query.clear(),
            Some("category") if !query.category.is_empty() => query.category.clear(),
            Some("page") if query.page > 1 => query.page = 1,
            _ => return Err(error),
        }
    }
}

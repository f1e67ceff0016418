//! What the list shows, and how it gets there.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared_api::ApiError;
use shared_api::calls::products;
use shared_api::model::ProductQuery;

use crate::address::address_of;
use crate::latest::Latest;
use crate::recent_lists::{Listed, recall, remember};

/// The list that an address asks for.
#[derive(Clone, Copy)]
pub(crate) struct Listing {
    wanted: Memo<ProductQuery>,
    /// What is shown: of the address before, while that of the present one is on its way.
    pub(crate) shown: RwSignal<Option<Arc<Listed>>>,
    pub(crate) failure: RwSignal<Option<ApiError>>,
    pub(crate) progress: RwSignal<Progress>,
    latest: Latest,
}

/// What the request that is under way is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progress {
    /// There is none.
    Done,
    /// To see whether what is shown is still so.
    Refreshing,
    /// To show something else.
    Replacing,
}

impl Listing {
    /// Shows what the address asks for, whenever that changes.
    pub(crate) fn follow(wanted: Memo<ProductQuery>) -> Self {
        let listing = Self {
            wanted,
            shown: RwSignal::new(wanted.with_untracked(|wanted| recall(&address_of(wanted)))),
            failure: RwSignal::new(None),
            progress: RwSignal::new(Progress::Replacing),
            latest: Latest::new(),
        };
        Effect::new(move |_| {
            wanted.track();
            listing.load();
        });
        listing
    }

    /// Asks for what the address wants. Until the answer is there, what was shown stays.
    pub(crate) fn load(self) {
        let wanted = self.wanted.get_untracked();
        let address = address_of(&wanted);
        let remembered = recall(&address);
        let is_remembered = remembered.is_some();
        if is_remembered {
            self.shown.set(remembered);
        }
        self.progress.set(match is_remembered {
            true => Progress::Refreshing,
            false => Progress::Replacing,
        });
        let request = self.latest.begin();
        spawn_local(async move {
            let answer = list(wanted).await;
            if !self.latest.is(request) {
                return;
            }
            let failure = match answer {
                Ok(listed) => {
                    let listed = Arc::new(listed);
                    remember(address, Arc::clone(&listed));
                    if self.shown.with_untracked(|shown| shown.as_ref() != Some(&listed)) {
                        self.shown.set(Some(listed));
                    }
                    None
                }
                Err(error) => {
                    // Products that the address does not ask for would look like an answer.
                    if !is_remembered {
                        self.shown.set(None);
                    }
                    Some(error)
                }
            };
            self.failure.set(failure);
            self.progress.set(Progress::Done);
        });
    }

    /// What the list is at: what the address asks for, or what is shown instead because that does not exist.
    pub(crate) fn present(self) -> ProductQuery {
        match (self.progress.get(), self.shown.get()) {
            (Progress::Done | Progress::Refreshing, Some(listed)) => listed.query.clone(),
            _ => self.wanted.get(),
        }
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

//! Asking the server for something that a page shows.

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared_api::ApiError;

use crate::latest::Latest;

/// What was asked for, as far as it is there.
pub(crate) struct Loading<T: Send + Sync + 'static> {
    pub(crate) found: RwSignal<Option<T>>,
    pub(crate) failure: RwSignal<Option<ApiError>>,
    pub(crate) is_loading: RwSignal<bool>,
    latest: Latest,
}

impl<T: Send + Sync + 'static> Loading<T> {
    /// Nothing yet.
    pub(crate) fn new() -> Self {
        Self {
            found: RwSignal::new(None),
            failure: RwSignal::new(None),
            is_loading: RwSignal::new(true),
            latest: Latest::new(),
        }
    }

    /// Waits for an answer; one that was waited for before is not used any more.
    pub(crate) fn wait_for(self, answer: impl Future<Output = Result<T, ApiError>> + 'static) {
        let request = self.latest.begin();
        self.is_loading.set(true);
        spawn_local(async move {
            let answer = answer.await;
            if !self.latest.is(request) {
                return;
            }
            match answer {
                Ok(found) => {
                    self.failure.set(None);
                    self.found.set(Some(found));
                }
                Err(error) => self.failure.set(Some(error)),
            }
            self.is_loading.set(false);
        });
    }
}

impl<T: Send + Sync + 'static> Clone for Loading<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Loading<T> {}

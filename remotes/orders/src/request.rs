//! The request that places an order, and what came of it.

use leptos::prelude::*;
use shop_api::ApiError;

/// What is known of a request. One at a time is under way, so no answer overtakes another. After the view is gone
/// only this state is dropped: the answer is taken.
#[derive(Clone, Copy)]
pub(crate) struct Request(RwSignal<State>);

#[derive(Default)]
struct State {
    is_under_way: bool,
    failure: Option<ApiError>,
    failures: u32,
}

impl Request {
    /// Nothing was asked for yet.
    pub(crate) fn new() -> Self {
        Self(RwSignal::default())
    }

    /// Whether it may be sent: not while one is under way. If so, it counts as under way from now on.
    pub(crate) fn begin(self) -> bool {
        let may_begin = !self.0.with_untracked(|state| state.is_under_way);
        if may_begin {
            self.0.update(|state| state.is_under_way = true);
        }
        may_begin
    }

    /// The answer is there, or why there is none.
    pub(crate) fn end(self, failure: Option<ApiError>) {
        self.0.try_update(|state| {
            state.is_under_way = false;
            if failure.is_some() {
                state.failures += 1;
                state.failure = failure;
            }
        });
    }

    pub(crate) fn is_under_way(self) -> bool {
        self.0.with(|state| state.is_under_way)
    }

    /// The same, without following it.
    pub(crate) fn is_under_way_untracked(self) -> bool {
        self.0.with_untracked(|state| state.is_under_way)
    }

    /// Whether the view that waits for the answer is gone.
    pub(crate) fn is_abandoned(self) -> bool {
        self.0.is_disposed()
    }

    /// A key that differs from failure to failure, so that each one is shown, and read out, anew; `None` before the first.
    pub(crate) fn failure_key(self) -> Option<String> {
        self.0
            .with(|state| (state.failures > 0).then(|| state.failures.to_string()))
    }

    /// The last failure.
    pub(crate) fn failure(self) -> Option<ApiError> {
        self.0.with_untracked(|state| state.failure.clone())
    }
}

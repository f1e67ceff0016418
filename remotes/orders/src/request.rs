//! The request that places an order.

use leptos::prelude::*;
use shop_api::ApiError;

/// The state of a request. At most one is pending, so answers cannot overtake each other. A disposed view drops only this
/// state; the answer is still handled.
#[derive(Clone, Copy)]
pub(crate) struct Request(RwSignal<State>);

#[derive(Default)]
struct State {
    is_under_way: bool,
    failure: Option<ApiError>,
    failures: u32,
}

impl Request {
    /// A request that was not sent yet.
    pub(crate) fn new() -> Self {
        Self(RwSignal::default())
    }

    /// Marks the request as pending; false if it already is.
    pub(crate) fn begin(self) -> bool {
        let may_begin = !self.0.with_untracked(|state| state.is_under_way);
        if may_begin {
            self.0.update(|state| state.is_under_way = true);
        }
        may_begin
    }

    /// Records the answer, or its failure.
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

    /// Like `is_under_way`, untracked.
    pub(crate) fn is_under_way_untracked(self) -> bool {
        self.0.with_untracked(|state| state.is_under_way)
    }

    /// True once the view that waits for the answer is disposed.
    pub(crate) fn is_abandoned(self) -> bool {
        self.0.is_disposed()
    }

    /// The number of the last failure; `None` before the first.
    pub(crate) fn failure_number(self) -> Option<u32> {
        self.0.with(|state| (state.failures > 0).then_some(state.failures))
    }

    /// The last failure.
    pub(crate) fn failure(self) -> Option<ApiError> {
        self.0.with_untracked(|state| state.failure.clone())
    }
}

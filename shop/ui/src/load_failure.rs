//! The notice of a failed query, with a Retry button.

use leptos::prelude::*;
use shop_api::queries::Status;
use tarn_view::view;

/// A notice with the failure of a query and a Retry button, which is busy during the retry.
#[component]
pub fn LoadFailure(
    /// The failed query.
    query: Status,
) -> impl IntoView {
    // A button that is `disabled` loses the focus.
    let is_fetching = move || query.is_fetching();
    let retry = move |_| {
        if !untrack(|| query.is_fetching()) {
            query.refetch();
        }
    };
    view! {
        <div class="notice notice-error" role="alert">
            <p>{move || query.failure()}</p>
            <button
                class="button button-small" type="button" data-testid="retry" aria-disabled=is_fetching aria-busy=is_fetching
                on:click=retry
            >"Try again"</button>
        </div>
    }
}

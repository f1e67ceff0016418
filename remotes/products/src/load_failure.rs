//! What went wrong while loading, and the way to try again.

use leptos::prelude::*;
use shared_api::ApiError;

use crate::erased::{click, part};

/// A notice with what happened and a button, for as long as there is a failure.
#[component]
pub(crate) fn LoadFailure(
    failure: RwSignal<Option<ApiError>>,
    /// Whether it is being tried again.
    is_loading: Signal<bool>,
    retry: Callback<()>,
) -> impl IntoView {
    part(move || match failure.get() {
        None => ().into_any(),
        Some(error) => view! {
            <div class="notice notice-error" role="alert">
                <p>{error.message}</p>
                <button
                    class="button button-small"
                    type="button"
                    data-testid="retry"
                    disabled=is_loading
                    aria-busy=Signal::derive(move || is_loading.get().to_string())
                    on:click=click(move |_| retry.run(()))
                >
                    "Try again"
                </button>
            </div>
        }
        .into_any(),
    })
}

//! What went wrong while loading, and the way to try again.

use leptos::prelude::*;
use shared_api::ApiError;

/// A notice with what happened and a button, for as long as there is a failure.
#[component]
pub(crate) fn LoadFailure(
    failure: RwSignal<Option<ApiError>>,
    /// Whether it is being tried again.
    is_loading: Signal<bool>,
    retry: Callback<()>,
) -> impl IntoView {
    move || {
        failure.get().map(|error| {
            view! {
                <div class="notice notice-error" role="alert">
                    <p>{error.message}</p>
                    <button
                        class="button button-small"
                        type="button"
                        data-testid="retry"
                        disabled=is_loading
                        aria-busy=move || is_loading.get().to_string()
                        on:click=move |_| retry.run(())
                    >
                        "Try again"
                    </button>
                </div>
            }
        })
    }
}

//! The failure of a query, below the list that stays empty because of it.

use leptos::prelude::*;
use shop_api::queries::Status;
use shop_ui::LoadFailure;
use tarn_view::{Show, view};

/// The failure of a query, with a Retry button.
#[component]
pub(crate) fn LoadNotice(status: Status, id: &'static str) -> impl IntoView {
    view! {
        <div class="account-problem" id=id data-testid=id>
            <Show when=move || status.failure().is_some()><LoadFailure query=status/></Show>
        </div>
    }
}

//! Pages for logged-in users.

use leptos::prelude::*;
use shared_store::{UserState, select_is_logged_in, select_is_ready, use_selector};
use tarn_federation::{Callback, leave_to_browser};
use tarn_view::{ChildrenFn, Show, follow_later, view};

/// The content of a page that needs a login. Guests are redirected to the login once the session is known; until then a
/// skeleton is shown.
#[component]
pub(crate) fn NeedsLogin<N>(
    /// The label of the skeleton.
    waiting: &'static str,
    /// The present callback of the host.
    handle_navigate: N,
    /// The content.
    children: ChildrenFn,
) -> impl IntoView
where
    N: Fn() -> Callback<String> + 'static,
{
    leave_to_browser();
    // `None` until the session is known.
    let is_logged_in = use_selector(|user: &UserState| select_is_ready(user).then(|| select_is_logged_in(user)));
    follow_later(move || {
        if is_logged_in.get() == Some(false) {
            untrack(&handle_navigate).call(&"/login".into());
        }
    });
    view! {
        <Show when=move || is_logged_in.get() == Some(true) fallback=move || view! { <Skeleton label=waiting/> }>
            {children()}
        </Show>
    }
}

/// The placeholder of a page's content.
#[component]
pub(crate) fn Skeleton(label: &'static str) -> impl IntoView {
    view! {
        <div class="stack" role="status" aria-busy="true" aria-label=label>
            <div class="skeleton-block skeleton"></div>
            <div class="skeleton-block skeleton"></div>
            <div class="skeleton-block skeleton"></div>
        </div>
    }
}

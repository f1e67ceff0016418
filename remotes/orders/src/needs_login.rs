//! Pages for whoever is logged in.

use federation::Callback;
use leptos::prelude::*;
use shared_store::{select_is_logged_in, select_is_ready, use_selector};

/// Whether the page may be shown. Whoever is not logged in is sent to the login, though not before the session is known.
pub(crate) fn needs_login(handle_navigate: Signal<Callback<String>>) -> Memo<bool> {
    let is_ready = use_selector(select_is_ready);
    let is_logged_in = use_selector(select_is_logged_in);
    Effect::new(move |_| {
        if is_ready.get() && !is_logged_in.get() {
            handle_navigate.with_untracked(|navigate| navigate.call(&"/login".into()));
        }
    });
    Memo::new(move |_| is_ready.get() && is_logged_in.get())
}

/// The place of a page's content while it is not there.
pub(crate) fn skeleton(label: &'static str) -> impl IntoView {
    let block = || view! { <div class="skeleton-block skeleton"></div> };
    view! {
        <div class="stack" role="status" aria-busy="true" aria-label=label>
            {block()} {block()} {block()}
        </div>
    }
}

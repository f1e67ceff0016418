//! Pages for logged-in users.

use leptos::prelude::*;
use shared_store::{UserState, select_is_logged_in, select_is_ready, use_selector};
use tarn_federation::Callback;
use tarn_html_template::{Template, follow_later, template};

const SKELETON: &str = r#"<div class="stack" role="status" aria-busy="true" data-part="skeleton">
    <div class="skeleton-block skeleton"></div><div class="skeleton-block skeleton"></div><div class="skeleton-block skeleton"></div>
</div>"#;

/// A page whose part "content" needs a login. Guests are redirected to the login once the session is known; until then a
/// skeleton is shown, labelled `waiting`.
pub(crate) fn needs_login(
    page: &'static str,
    waiting: &'static str,
    handle_navigate: impl Fn() -> Callback<String> + 'static,
    content: impl Fn() -> Template + 'static,
) -> Template {
    // `None` until the session is known.
    let is_logged_in = use_selector(|user: &UserState| select_is_ready(user).then(|| select_is_logged_in(user)));
    follow_later(move || {
        if is_logged_in.get() == Some(false) {
            untrack(&handle_navigate).call(&"/login".into());
        }
    });
    let place = move || match is_logged_in.get() {
        Some(true) => "content",
        _ => "skeleton",
    };
    template(page).show(
        "content",
        move || Some(place().into()),
        move |place| match place {
            "content" => content(),
            _ => skeleton(waiting),
        },
    )
}

/// The placeholder of a page's content.
pub(crate) fn skeleton(label: &str) -> Template {
    template(SKELETON).set("skeleton", "aria-label", label)
}

//! Pages for whoever is logged in.

use federation::Callback;
use html_template::{Template, template};
use leptos::prelude::*;
use shared_store::{select_is_logged_in, select_is_ready, use_selector};

const SKELETON: &str = r#"<div class="stack" role="status" aria-busy="true">
    <div class="skeleton-block skeleton"></div><div class="skeleton-block skeleton"></div><div class="skeleton-block skeleton"></div>
</div>"#;

/// A page whose part "content" is for whoever is logged in. Others are sent to the login, though not before the session is
/// known: until then there is a skeleton, labelled `waiting`.
pub(crate) fn needs_login(
    page: &'static str,
    waiting: &'static str,
    handle_navigate: impl Fn() -> Callback<String> + 'static,
    content: impl Fn() -> Template + 'static,
) -> Template {
    let is_ready = use_selector(select_is_ready);
    let is_logged_in = use_selector(select_is_logged_in);
    let handle_navigate: Box<dyn Fn() -> Callback<String>> = Box::new(handle_navigate);
    let content: Box<dyn Fn() -> Template> = Box::new(content);
    Effect::new(move |_| {
        if is_ready.get() && !is_logged_in.get() {
            untrack(&handle_navigate).call(&"/login".into());
        }
    });
    let place = move || {
        if is_ready.get() && is_logged_in.get() {
            "content"
        } else {
            "skeleton"
        }
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

/// The place of a page's content while it is not there.
pub(crate) fn skeleton(label: &str) -> Template {
    let skeleton = template(SKELETON);
    let _ = skeleton.root().set_attribute("aria-label", label);
    skeleton
}

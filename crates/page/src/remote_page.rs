//! The page of a remote at the current address.

use std::rc::Rc;

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use tarn_federation::Federation;
use tarn_federation::browser::remote_view::remote_slot;
use tarn_html_template::{Template, template};
use tarn_manifest::{FederationConfig, PageAt};

use crate::Location;

/// Shows the remote whose route in `federation.json` matches the path of the page, and follows navigation. The parameters of the route are
/// the props of the component, and its title is the title of the document. The children are shown if no route matches.
///
/// The [`Federation`] comes from the context: see [`Page::provide`](crate::Page::provide).
///
/// ```no_run
/// use leptos::prelude::*;
/// use tarn_page::{Location, RemotePage};
///
/// fn main_content() -> impl IntoView {
///     view! { <RemotePage location=Location::follow()>"No remote has this address."</RemotePage> }
/// }
/// ```
#[component]
pub fn RemotePage(
    /// The address of the page.
    location: Location,
    /// The fallback if no route matches.
    children: ChildrenFn,
) -> impl IntoView {
    const PLACE: &str = r#"<div data-part="page"></div>"#;
    let config = RwSignal::new_local(None::<Rc<FederationConfig>>);
    let failure = RwSignal::new(None::<String>);
    if let Some(federation) = use_context::<SendWrapper<Federation>>() {
        leptos::task::spawn_local(async move {
            match federation.config().await {
                Ok(read) => config.set(Some(read)),
                Err(error) => failure.set(Some(error.to_string())),
            }
        });
    }
    template(PLACE).show(
        "page",
        move || match (failure.get(), config.with(Option::is_some)) {
            (Some(failure), _) => Some(failure),
            (None, true) => Some(location.path.get()),
            (None, false) => None,
        },
        move |shown| match config.get_untracked() {
            Some(config) => match config.page_at(shown) {
                Some(page) => slot(&page),
                None => template(PLACE).view("page", children()),
            },
            None => template(r#"<p role="alert" data-part="failure"></p>"#).write("failure", shown),
        },
    )
}

fn slot(page: &PageAt<'_>) -> Template {
    document().set_title(page.title);
    let props = Object::new();
    for (name, value) in &page.props {
        // A new plain object accepts every property.
        let _ = Reflect::set(&props, &(*name).into(), &(*value).into());
    }
    let loading = || template(r#"<p aria-busy="true">Loading</p>"#);
    remote_slot(page.remote, page.component, move || props.clone(), loading)
}

//! The page of a remote at the current address.

use std::cell::RefCell;
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
    let federation = use_context::<SendWrapper<Federation>>();
    let config = RwSignal::new_local(None::<Result<Rc<FederationConfig>, String>>);
    let read = Rc::new(move || {
        config.set(None);
        let Some(federation) = federation.as_deref().cloned() else {
            return;
        };
        leptos::task::spawn_local(async move {
            let read = federation.config().await.map_err(|error| error.to_string());
            config.try_set(Some(read));
        });
    });
    read();
    let own_title = document().title();
    // One key per component: another path of the same component updates the props of the mounted one.
    let key = move || {
        let path = location.path.get();
        config.with(|config| {
            config.as_ref().map(|config| match config {
                Ok(config) => config.page_at(&path).map_or_else(String::new, |page| key_of(&page)),
                Err(error) => error.clone(),
            })
        })
    };
    template(PLACE)
        .show("page", key, move |_| match config.get_untracked() {
            Some(Ok(config)) => page(&config, location).unwrap_or_else(|| template(PLACE).view("page", children())),
            Some(Err(error)) => failure(&error, Rc::clone(&read)),
            None => template(PLACE),
        })
        .follow(move || {
            let path = location.path.get();
            config.with(|config| {
                if let Some(Ok(config)) = config {
                    let page = config.page_at(&path);
                    document().set_title(page.as_ref().map_or(&own_title, |page| page.title));
                }
            });
        })
}

fn key_of(page: &PageAt<'_>) -> String {
    format!("{} {}", page.remote, page.component)
}

/// The slot of the remote whose route fits the present path, if there is one.
fn page(config: &Rc<FederationConfig>, location: Location) -> Option<Template> {
    let path = location.path.get_untracked();
    let page = config.page_at(&path)?;
    let shown = key_of(&page);
    let last = RefCell::new(Object::new());
    let routes = Rc::clone(config);
    let props = move || {
        let path = location.path.get();
        // After a navigation to another component the last props stay until the slot is gone.
        if let Some(page) = routes.page_at(&path).filter(|page| key_of(page) == shown) {
            last.replace(props_of(&page));
        }
        last.borrow().clone()
    };
    let loading = || template(r#"<p aria-busy="true">Loading</p>"#);
    Some(remote_slot(page.remote, page.component, props, loading))
}

fn props_of(page: &PageAt<'_>) -> Object {
    let props = Object::new();
    for (name, value) in &page.props {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&props, &(*name).into(), &(*value).into());
    }
    props
}

fn failure(error: &str, retry: Rc<impl Fn() + 'static>) -> Template {
    const FAILURE: &str = r#"<div role="alert"><p data-part="failure"></p>
        <button class="button" type="button" data-part="retry">Try again</button></div>"#;
    template(FAILURE)
        .write("failure", error)
        .on("retry", "click", move |_| retry())
}

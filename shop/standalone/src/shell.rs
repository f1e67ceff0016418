//! The standalone page: the bar, and below it the component for the present address.

use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use shop_page::{Location, Page};
use shop_props::{SessionProblem, Subject};
use tarn_federation::browser::remote_view::remote_slot;
use tarn_federation::{Callback, FederationError, Mode, Prop};
use tarn_html_template::{Template, template};
use tarn_manifest::FederationConfig;

use crate::bar::bar;

const MAIN: &str = r#"<main id="main" tabindex="-1" data-part="main"></main>"#;

const ERROR: &str = r#"<div class="notice notice-error" role="alert"><p data-part="error"></p></div>"#;

const ELSEWHERE: &str = r#"<div class="page">
    <div class="notice notice-info" role="status" data-testid="elsewhere">
        <p data-part="what"></p>
        <span class="row" data-part="routes"></span>
    </div>
</div>"#;

const SKELETON: &str =
    r#"<div class="page"><div class="skeleton skeleton-block" role="status" aria-label="Loading"></div></div>"#;

/// The message for a team that has started only its own remote.
const NO_SHOP: &str = "No shop answers at /api. Start it in its project: cargo xtask serve, with -- --no-standalone where trunk serves \
                       this page. Until then the buttons here work with sample data, and what needs the API cannot be read.";

/// `federation.json`, or its error; empty until one of them is known.
type Config = OnceCell<Result<Rc<FederationConfig>, FederationError>>;

/// The bar and the content.
pub(crate) fn shell() -> (Template, Template) {
    let (page, federation) = match shop_page::Page::boot(Mode::Standalone, "/federation.json") {
        Ok(owned) => owned,
        Err(error) => return (failure(&error), template(MAIN)),
    };
    // This is the first provider of the page's store, so nothing can be in its way.
    let _ = shared_store::hooks::provide(page.store.clone());
    federation.provide();
    let message = RwSignal::new(String::new());
    let restoring = page.clone();
    leptos::task::spawn_local(async move {
        if let Err(error) = restoring.restore_session().await {
            message.set(format!("{NO_SHOP} ({error})"));
        }
    });
    let config = Rc::new(Config::new());
    let is_read = RwSignal::new(false);
    leptos::task::spawn_local({
        let config = Rc::clone(&config);
        async move {
            let _ = config.set(federation.config().await);
            is_read.set(true);
        }
    });
    let location = Location::follow();
    let path = location.path;
    let callbacks = callbacks(location, message, &page);
    // One key per component, so that a changed path with the same component updates the props of the mounted one.
    let key = {
        let config = Rc::clone(&config);
        move || {
            is_read.track();
            let path = path.get();
            config.get().map(|config| match config {
                Err(_) => "failure".to_owned(),
                Ok(config) => config
                    .page_at(&path)
                    .map_or_else(String::new, |page| page.component.to_owned()),
            })
        }
    };
    let main = template(MAIN).show("main", key, move |_| match config.get() {
        Some(Ok(config)) => component(config, location, &callbacks, &page),
        Some(Err(error)) => failure(&error.to_string()),
        None => template(SKELETON),
    });
    (bar(message), main)
}

fn failure(error: &str) -> Template {
    template(ERROR).write("error", error)
}

/// The component at the present path, by the routes of `federation.json`.
fn component(config: &Rc<FederationConfig>, location: Location, callbacks: &Object, owner: &Page) -> Template {
    let path = location.path.get_untracked();
    let Some(page) = config.page_at(&path) else {
        return elsewhere(config, location);
    };
    let (routes, callbacks, owner) = (Rc::clone(config), callbacks.clone(), owner.clone());
    let props = move || {
        let props = Object::assign(&Object::new(), &callbacks);
        let path = location.path.get();
        for (name, value) in routes.page_at(&path).map(|page| page.props).unwrap_or_default() {
            set(&props, name, &value.into());
        }
        set(&props, "query", &location.query.get().into());
        let problem = SessionProblem::of(owner.has_session_problem(), owner.is_checking_session());
        set(&props, "sessionProblem", &problem.to_js());
        props
    };
    remote_slot(page.remote, page.component, props, || template(SKELETON))
}

/// All callbacks that a host of this shop passes; a component takes those that it knows.
fn callbacks(location: Location, message: RwSignal<String>, page: &Page) -> Object {
    let object = Object::new();
    let navigate = Callback::new(move |address: String| location.go(&address));
    let toast = Callback::new(move |text: String| message.set(text));
    let payment =
        Callback::new(move |()| message.set("onGoToPayment was called; the handoff is in sessionStorage.".into()));
    let selected = Callback::new(move |ids: Vec<String>| {
        web_sys::console::log_1(&format!("onSelectedItemsChange: {}", ids.join(", ")).into());
    });
    let subject = Callback::new(|subject: Subject| document().set_title(&subject.title));
    let asking = page.clone();
    let check = Callback::new(move |()| asking.check_session_soon());
    set(&object, "checkSession", &check.to_js());
    set(&object, "handleNavigate", &navigate.to_js());
    set(&object, "onShowToast", &toast.to_js());
    set(&object, "onGoToPayment", &payment.to_js());
    set(&object, "onSelectedItemsChange", &selected.to_js());
    set(&object, "onSubject", &subject.to_js());
    object
}

/// Shown at an address without a component of this remote.
fn elsewhere(config: &FederationConfig, location: Location) -> Template {
    let remotes = config.remotes.iter();
    let routes = remotes.flat_map(|(_, remote)| &remote.routes);
    let links = routes.map(|route| {
        template(r#"<a data-part="link"></a>"#)
            .set("link", "href", &route.path)
            .write("link", &route.path)
    });
    template(ELSEWHERE)
        .text("what", move || {
            let path = location.path.get();
            format!("{path} belongs to the host or to another remote. This one has:")
        })
        .fill("routes", links.collect())
}

fn set(object: &Object, name: &str, value: &wasm_bindgen::JsValue) {
    // Setting a property of a fresh plain object cannot fail.
    let _ = Reflect::set(object, &name.into(), value);
}

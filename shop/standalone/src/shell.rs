//! The standalone page: the bar, and below it the component for the present address.

use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use shared_store::Selected;
use shop_page::{Address, Navigation, Page, provide_router, use_address, use_navigation};
use shop_props::{SessionProblem, Subject};
use tarn_federation::{Callback, FederationError, Mode, NamedComponent, Prop, RemoteView};
use tarn_manifest::FederationConfig;
use tarn_view::{View, view};

use crate::bar::Bar;

/// The message for a team that has started only its own remote.
const NO_SHOP: &str = "No shop answers at /api. Start it in its project: cargo xtask serve, with -- --no-standalone where trunk serves \
                       this page. Until then the buttons here work with sample data, and what needs the API cannot be read.";

/// `federation.json`, or its error; empty until one of them is known.
type Config = OnceCell<Result<Rc<FederationConfig>, FederationError>>;

/// The bar and the content.
#[component]
pub(crate) fn Shell() -> impl IntoView {
    let (page, federation) = match Page::boot(Mode::Standalone, "/federation.json") {
        Ok(owned) => owned,
        Err(error) => {
            return view! {
                <Failure error/>
                <main id="main" tabindex="-1"></main>
            };
        }
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
    provide_router();
    let location = use_address();
    let callbacks = callbacks(use_navigation(), message, &page);
    let shown = Selected::new({
        let config = Rc::clone(&config);
        move || {
            is_read.track();
            location.path.with(|path| Shown::at(path, config.get()))
        }
    });
    let content = move || match shown.get() {
        Shown::Nothing => View::default(),
        Shown::Failure(error) => view! { <Failure error/> },
        Shown::Elsewhere(routes) => view! { <Elsewhere routes/> },
        Shown::Component(component) => {
            let props = props_at(location, Rc::clone(&config), callbacks.clone(), page.clone());
            view! {
                <RemoteView component props>
                    <div class="page"><div class="skeleton skeleton-block" role="status" aria-label="Loading"></div></div>
                </RemoteView>
            }
        }
    };
    view! {
        <Bar message/>
        <main id="main" tabindex="-1">{content}</main>
    }
}

/// What is below the bar. A changed path with the same component is the same value, and updates the props of the mounted one.
#[derive(Debug, Clone, PartialEq)]
enum Shown {
    /// `federation.json` is not read yet.
    Nothing,
    Failure(String),
    Component(NamedComponent),
    /// The address belongs to no component of this remote, which has these routes.
    Elsewhere(Vec<String>),
}

impl Shown {
    fn at(path: &str, config: Option<&Result<Rc<FederationConfig>, FederationError>>) -> Self {
        let config = match config {
            Some(Ok(config)) => config,
            Some(Err(error)) => return Self::Failure(error.to_string()),
            None => return Self::Nothing,
        };
        match config.page_at(path) {
            Some(page) => Self::Component(NamedComponent::from(&page)),
            None => {
                let routes = config.remotes.iter().flat_map(|(_, remote)| &remote.routes);
                Self::Elsewhere(routes.map(|route| route.path.clone()).collect())
            }
        }
    }
}

#[component]
fn Failure(error: String) -> impl IntoView {
    view! { <div class="notice notice-error" role="alert"><p>{error}</p></div> }
}

/// Shown at an address without a component of this remote.
#[component]
fn Elsewhere(routes: Vec<String>) -> impl IntoView {
    let path = use_address().path;
    let links: Vec<View> = routes
        .into_iter()
        .map(|path| view! { <a href=path.clone()>{path}</a> })
        .collect();
    view! {
        <div class="page">
            <div class="notice notice-info" role="status" data-testid="elsewhere">
                <p>{path} " belongs to the host or to another remote. This one has:"</p>
                <span class="row">{links}</span>
            </div>
        </div>
    }
}

/// The props of the component at the present path, by the routes of `federation.json`.
fn props_at(location: Address, config: Rc<Config>, callbacks: Object, owner: Page) -> impl Fn() -> Object {
    move || {
        let props = Object::assign(&Object::new(), &callbacks);
        let path = location.path.get();
        let page = config.get().and_then(|config| config.as_ref().ok()?.page_at(&path));
        for (name, value) in page.map(|page| page.props).unwrap_or_default() {
            set(&props, name, &value.into());
        }
        set(&props, "query", &location.query.get().into());
        let problem = SessionProblem::of(owner.has_session_problem(), owner.is_checking_session());
        set(&props, "sessionProblem", &problem.to_js());
        props
    }
}

/// All callbacks that a host of this shop passes; a component takes those that it knows.
fn callbacks(navigation: Navigation, message: RwSignal<String>, page: &Page) -> Object {
    let object = Object::new();
    let navigate = Callback::new(move |address: String| navigation.go(&address));
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

fn set(object: &Object, name: &str, value: &wasm_bindgen::JsValue) {
    // Setting a property of a fresh plain object cannot fail.
    let _ = Reflect::set(object, &name.into(), value);
}

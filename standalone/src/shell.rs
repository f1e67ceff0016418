//! The page: the bar, and below it the component that belongs to the present address.

use std::rc::Rc;

use federation::browser::remote_view::remote_slot;
use federation::manifest::FederationConfig;
use federation::{Callback, FederationError, Mode, Prop};
use js_sys::{Object, Reflect};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

use crate::bar::Bar;
use crate::location::{Location, follow_location};

type Config = Option<Result<SendWrapper<Rc<FederationConfig>>, FederationError>>;

pub(crate) fn shell() -> AnyView {
    let (page, federation) = match page::own::with_federation(Mode::Standalone, "/federation.json") {
        Ok(owned) => owned,
        Err(error) => return view! { <p role="alert">{error}</p> }.into_any(),
    };
    shared_store::hooks::provide(page.store.clone());
    provide_context(SendWrapper::new(federation.clone()));
    let message = RwSignal::new(String::new());
    leptos::task::spawn_local(async move {
        if let Err(error) = page.restore_session().await {
            message.set(format!("{error} The sample state works without it."));
        }
    });
    let config = RwSignal::new(Config::None);
    leptos::task::spawn_local(async move {
        config.set(Some(federation.config().await.map(SendWrapper::new)));
    });
    let location = follow_location();
    view! {
        <Bar message/>
        <main id="main" tabindex="-1">
            {move || match config.get() {
                None => ().into_any(),
                Some(Err(error)) => view! { <div class="notice notice-error" role="alert"><p>{error.to_string()}</p></div> }.into_any(),
                Some(Ok(config)) => component(&config, location, message),
            }}
        </main>
    }
    .into_any()
}

/// The component at the present path, by the routes of `federation.json`. Its path stays the same while only the props that
/// the path gives change, so that these reach the mounted component.
fn component(config: &SendWrapper<Rc<FederationConfig>>, location: Location, message: RwSignal<String>) -> AnyView {
    let present = {
        let config = config.clone();
        Memo::new(move |_| {
            let path = location.path.get();
            config
                .page_at(&path)
                .map(|page| (page.remote.to_owned(), page.component.to_owned()))
        })
    };
    let config = config.clone();
    (move || match present.get() {
        None => elsewhere(&config, location).into_any(),
        Some((remote, component)) => {
            let config = config.clone();
            let callbacks = callbacks(location, message);
            let props = Rc::new(move || {
                let props = Object::assign(&Object::new(), &callbacks);
                let path = location.path.get();
                for (name, value) in config.page_at(&path).map(|page| page.props).unwrap_or_default() {
                    set(&props, &name, &value.into());
                }
                set(&props, "query", &location.query.get().into());
                props
            });
            remote_slot(remote, component, props, ToChildren::to_children(|| view! {
                <div class="page"><div class="skeleton skeleton-block" role="status" aria-label="Loading"></div></div>
            }))
        }
    })
    .into_any()
}

/// Every callback that a host of this shop gives; a component takes those that it knows.
fn callbacks(location: Location, message: RwSignal<String>) -> Object {
    let object = Object::new();
    let navigate = Callback::new(move |address: String| location.go(&address));
    let toast = Callback::new(move |text: String| message.set(text));
    let payment =
        Callback::new(move |()| message.set("onGoToPayment was called; the handoff is in sessionStorage.".into()));
    let selected = Callback::new(move |ids: Vec<String>| {
        web_sys::console::log_1(&format!("onSelectedItemsChange: {}", ids.join(", ")).into());
    });
    set(&object, "handleNavigate", &navigate.to_js());
    set(&object, "onShowToast", &toast.to_js());
    set(&object, "onGoToPayment", &payment.to_js());
    set(&object, "onSelectedItemsChange", &selected.to_js());
    object
}

/// What is shown at an address that this remote has no component for.
fn elsewhere(config: &FederationConfig, location: Location) -> impl IntoView + use<> {
    let here: Vec<_> = config
        .remotes
        .values()
        .flat_map(|remote| &remote.routes)
        .map(|route| route.path.clone())
        .collect();
    view! {
        <div class="page">
            <div class="notice notice-info" role="status" data-testid="elsewhere">
                <p>{format!("{} belongs to the host or to another remote. This one has:", location.path.get_untracked())}</p>
                {here.into_iter().map(|path| view! { <a href=path.clone()>{path.clone()}</a>" " }).collect_view()}
            </div>
        </div>
    }
}

fn set(object: &Object, name: &str, value: &wasm_bindgen::JsValue) {
    // A fresh plain object takes every property.
    let _ = Reflect::set(object, &name.into(), value);
}

//! The page of a remote at the current address.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use tarn_federation::{Federation, NamedComponent, RemoteView};
use tarn_manifest::{FederationConfig, PageAt};
use tarn_view::{View, follow, view};

use crate::address::{Address, use_address};

/// Shows the remote whose route in `federation.json` matches the path of the page, and follows navigation. The parameters of the route are
/// the props of the component, and its title is the title of the document. The children are shown if no route matches.
///
/// The [`Federation`] comes from the context: see [`Page::provide`](crate::Page::provide).
///
/// ```no_run
/// use leptos::prelude::*;
/// use tarn_page::{RemotePage, provide_router};
///
/// # #[component]
/// # fn Page() -> impl IntoView {
/// provide_router();
/// view! { <RemotePage>"No remote has this address."</RemotePage> }
/// # }
/// ```
///
/// # Panics
///
/// Outside of a page with [`provide_router`](crate::provide_router).
#[component]
pub fn RemotePage(
    /// The fallback if no route matches.
    children: ChildrenFn,
) -> impl IntoView {
    let address = use_address();
    let federation = use_context::<SendWrapper<Federation>>();
    let config = RwSignal::new_local(None::<Config>);
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
    follow(move || {
        let path = address.path.get();
        config.with(|config| {
            if let Some(Ok(config)) = config {
                let page = config.page_at(&path);
                document().set_title(page.as_ref().map_or(&own_title, |page| page.title));
            }
        });
    });
    let shown = Memo::new(move |_| {
        let path = address.path.get();
        config.with(|config| {
            config
                .as_ref()
                .map_or(Shown::Nothing, |config| Shown::at(&path, config))
        })
    });
    let page = move || match shown.get() {
        Shown::Nothing => View::default(),
        Shown::NoRoute => untrack(|| view! { {children()} }),
        Shown::Component(component) => view! { <ComponentAtAddress component config address/> },
        Shown::Failure(error) => {
            let read = Rc::clone(&read);
            view! { <Failure error retry=move || read()/> }
        }
    };
    view! { <div>{page}</div> }
}

/// `federation.json`, or why it cannot be read.
type Config = Result<Rc<FederationConfig>, String>;

/// What the page shows. Another path of the same component is the same value, and updates the props of the mounted one.
#[derive(Debug, Clone, PartialEq)]
enum Shown {
    /// `federation.json` is not read yet.
    Nothing,
    NoRoute,
    Component(NamedComponent),
    Failure(String),
}

impl Shown {
    fn at(path: &str, config: &Config) -> Self {
        match config {
            Ok(config) => config
                .page_at(path)
                .map_or(Self::NoRoute, |page| Self::Component(NamedComponent::from(&page))),
            Err(error) => Self::Failure(error.clone()),
        }
    }
}

/// The slot of a component, with the parameters of its route at the present path.
#[component]
fn ComponentAtAddress(
    component: NamedComponent,
    config: RwSignal<Option<Config>, LocalStorage>,
    address: Address,
) -> impl IntoView {
    let shown = component.clone();
    let last = RefCell::new(Object::new());
    let props = move || {
        let path = address.path.get();
        config.with_untracked(|config| {
            let page = config.as_ref().and_then(|config| config.as_ref().ok()?.page_at(&path));
            // After a navigation to another component the last props stay until the slot is gone.
            if let Some(page) = page.filter(|page| NamedComponent::from(page) == shown) {
                last.replace(props_of(&page));
            }
        });
        last.borrow().clone()
    };
    view! { <RemoteView component props><p aria-busy="true">"Loading"</p></RemoteView> }
}

fn props_of(page: &PageAt<'_>) -> Object {
    let props = Object::new();
    for (name, value) in &page.props {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&props, &(*name).into(), &(*value).into());
    }
    props
}

/// `federation.json` cannot be read.
#[component]
fn Failure<R: Fn() + 'static>(error: String, retry: R) -> impl IntoView {
    view! {
        <div role="alert">
            <p>{error}</p>
            <button class="button" type="button" on:click=move |_| retry()>"Try again"</button>
        </div>
    }
}

//! Pages from the `routes` of `federation.json`: remotes bring them, the host does not know them.

use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use tarn_federation::{Federation, NamedComponent, Prop, RemoteView};
use tarn_manifest::{FederationConfig, PageAt};
use tarn_view::{View, switch, view};

use crate::callbacks::Callbacks;
use crate::not_found::NotFound;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
use crate::route::Route;
use crate::skeletons::PageSkeleton;

/// What is known of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Known {
    /// `federation.json` is not read yet.
    #[cfg_attr(
        not(all(target_arch = "wasm32", target_os = "unknown")),
        allow(dead_code, reason = "a server does not read it")
    )]
    Nothing,
    /// No remote has the page.
    Missing,
    /// A remote has it.
    Found,
}

/// The page at `path`, or "not found"; a skeleton until `federation.json` is read.
#[component]
pub(crate) fn RemoteRoutePage(path: String, callbacks: Callbacks) -> impl IntoView {
    let config = Rc::new(OnceCell::<Rc<FederationConfig>>::new());
    let known = RwSignal::new(known_from_server());
    if let Some(federation) = use_context::<SendWrapper<Federation>>() {
        let (config, path) = (Rc::clone(&config), path.clone());
        leptos::task::spawn_local(async move {
            // An unreadable federation.json means no such pages; a slot that needs the file reports the error.
            let read = federation.config().await.ok();
            let is_found = read.as_ref().is_some_and(|read| read.page_at(&path).is_some());
            if let Some(read) = read {
                let _ = config.set(read);
            }
            known.try_set(if is_found { Known::Found } else { Known::Missing });
        });
    }
    let page = switch(
        move || known.get(),
        move |known| match (known, config.get().and_then(|config| config.page_at(&path))) {
            (Known::Nothing, _) => view! { <PageSkeleton/> },
            (Known::Found, Some(page)) => slot(&page, &callbacks),
            _ => view! { <NotFound/> },
        },
    );
    view! { <div>{page}</div> }
}

/// A server renders no pages of `routes`: what it renders for such an address is "not found".
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
fn known_from_server() -> Known {
    Known::Missing
}

/// What the server has sent, until `federation.json` is read.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
fn known_from_server() -> Known {
    let has_not_found = || {
        document()
            .query_selector("[data-testid=not-found]")
            .ok()
            .flatten()
            .is_some()
    };
    match tarn_view::is_claiming() && has_not_found() {
        true => Known::Missing,
        false => {
            // Resets the previous page's title while this page is still unknown.
            document().set_title(Route::Other.title());
            Known::Nothing
        }
    }
}

fn slot(page: &PageAt<'_>, callbacks: &Callbacks) -> View {
    document().set_title(&(page.title.to_owned() + " · Tarn"));
    let props = Object::new();
    let set = |name: &str, value| {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&props, &name.into(), &value);
    };
    set("handleNavigate", callbacks.handle_navigate.to_js());
    set("onShowToast", callbacks.on_show_toast.to_js());
    for &(name, value) in &page.props {
        set(name, value.into());
    }
    let props = move || props.clone();
    view! { <RemoteView component=NamedComponent::from(page) props><PageSkeleton/></RemoteView> }
}

//! Pages from the `routes` of `federation.json`: remotes bring them, the host does not know them.

use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use tarn_federation::{Federation, NamedComponent, Prop, RemoteView};
use tarn_manifest::{FederationConfig, PageAt};
use tarn_view::{View, view};

use crate::callbacks::Callbacks;
use crate::not_found::NotFound;
use crate::route::Route;
use crate::skeletons::PageSkeleton;

/// The page at `path`, or "not found"; a skeleton until `federation.json` is read.
#[component]
pub(crate) fn RemoteRoutePage(path: String, callbacks: Callbacks) -> impl IntoView {
    let Some(federation) = use_context::<SendWrapper<Federation>>() else {
        return view! { <NotFound/> };
    };
    // A server that has not found the page has sent this one.
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    if tarn_view::is_claiming()
        && document()
            .query_selector("[data-testid=not-found]")
            .is_ok_and(|found| found.is_some())
    {
        return view! { <NotFound/> };
    }
    // Resets the previous page's title while this page is still unknown.
    document().set_title(Route::Other.title());
    let config = Rc::new(OnceCell::<Rc<FederationConfig>>::new());
    let is_read = RwSignal::new(false);
    leptos::task::spawn_local({
        let config = Rc::clone(&config);
        async move {
            // An unreadable federation.json means no such pages; a slot that needs the file reports the error.
            if let Ok(read) = federation.config().await {
                let _ = config.set(read);
            }
            is_read.try_set(true);
        }
    });
    let page = move || {
        if !is_read.get() {
            return view! { <PageSkeleton/> };
        }
        match config.get().and_then(|config| config.page_at(&path)) {
            Some(page) => slot(&page, &callbacks),
            None => view! { <NotFound/> },
        }
    };
    view! { <div>{page}</div> }
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

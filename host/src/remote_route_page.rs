//! Pages from the `routes` of `federation.json`: remotes bring them, the host does not know them.

use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use tarn_federation::browser::remote_view::remote_slot;
use tarn_federation::{Federation, Prop};
use tarn_html_template::{Template, template};
use tarn_manifest::PageAt;

use crate::callbacks::Callbacks;
use crate::not_found::not_found;
use crate::route::Route;
use crate::skeletons::page_skeleton;

/// The page at `path`, or "not found"; a skeleton until `federation.json` is read.
pub(crate) fn remote_route_page(path: &str, callbacks: &Callbacks) -> Template {
    let Some(federation) = use_context::<SendWrapper<Federation>>() else {
        return not_found();
    };
    // Resets the previous page's title while this page is still unknown.
    document().set_title(Route::Other.title());
    let config = Rc::new(OnceCell::new());
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
    let (path, callbacks) = (path.to_owned(), callbacks.clone());
    template(r#"<div data-part="page"></div>"#).show(
        "page",
        move || Some(is_read.get().to_string()),
        move |is_read| match config.get().and_then(|config| config.page_at(&path)) {
            Some(page) => slot(page, &callbacks),
            None if is_read == "true" => not_found(),
            None => page_skeleton(),
        },
    )
}

fn slot(page: PageAt<'_>, callbacks: &Callbacks) -> Template {
    document().set_title(&(page.title.to_owned() + " · Tarn"));
    let props = Object::new();
    let set = |name: &str, value| {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&props, &name.into(), &value);
    };
    set("handleNavigate", callbacks.handle_navigate.to_js());
    set("onShowToast", callbacks.on_show_toast.to_js());
    for (name, value) in page.props {
        set(name, value.into());
    }
    remote_slot(page.remote, page.component, move || props.clone(), page_skeleton)
}

//! The address of the page, which its owner alone changes: links anywhere in the page and `handleNavigate` change it without
//! a reload.
//!
//! Which page is at an address, the owner knows. Leptos' router brings matching of routes, nested views, forms and transitions
//! besides; of those nothing is needed here, and they were 10 KB of the host.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use tarn_base_path::of_page;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlAnchorElement, MouseEvent};

use crate::address_changes;

/// Where the page is.
#[derive(Clone, Copy)]
pub struct Location {
    /// Such as `/product/p1`, without the base path of the page and without a slash at its end, with which it is the same page. The
    /// escapes that mean nothing in an address are undone.
    pub path: RwSignal<String>,
    /// Such as `?page=2`, or empty.
    pub query: RwSignal<String>,
    /// Such as `#support`, or empty.
    pub hash: RwSignal<String>,
}

impl Location {
    /// Follows the browser's address for as long as the page is there.
    #[must_use]
    pub fn follow() -> Self {
        let location = Self {
            path: RwSignal::default(),
            query: RwSignal::default(),
            hash: RwSignal::default(),
        };
        location.read();
        EventListener::new(&window(), "popstate", move |_| location.read()).forget();
        address_changes::follow(move || location.read());
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&window(), "click", options, move |event| {
            if let Some(address) = link_of(event) {
                event.prevent_default();
                location.go(&address);
            }
        })
        .forget();
        location
    }

    /// Goes to another address of this origin. The same address again is no new entry of the history, as with any link.
    pub fn go(self, address: &str) {
        let here = self.path.get_untracked() + &self.query.get_untracked() + &self.hash.get_untracked();
        self.write(address, here == address);
    }

    /// Goes to another address of this origin in place of the present one: Back leads to the one before.
    pub fn go_instead(self, address: &str) {
        self.write(address, true);
    }

    fn write(self, address: &str, in_place: bool) {
        let written = window().history().and_then(|history| {
            let address = of_page().resolve(address);
            let address = Some(address.as_str());
            if in_place {
                history.replace_state_with_url(&JsValue::NULL, "", address)
            } else {
                history.push_state_with_url(&JsValue::NULL, "", address)
            }
        });
        match written {
            Ok(()) => self.read(),
            // An address of another origin, or none at all: the browser's error names it.
            Err(error) => web_sys::console::error_1(&error),
        }
    }

    fn read(self) {
        let location = window().location();
        let path = location.pathname().unwrap_or_default();
        let path = of_page().strip(&path).unwrap_or(&path);
        let path = js_sys::decode_uri(path).map_or_else(|_| path.to_owned(), String::from);
        let path = match path.trim_end_matches('/') {
            "" => String::from("/"),
            page => page.to_owned(),
        };
        // The path first: who shows the component of the path must hear of it before the component that is to go.
        if self.path.with_untracked(|before| *before != path) {
            self.path.set(path);
        }
        let query = location.search().unwrap_or_default();
        if self.query.with_untracked(|before| *before != query) {
            self.query.set(query);
        }
        let hash = location.hash().unwrap_or_default();
        if self.hash.with_untracked(|before| *before != hash) {
            self.hash.set(hash);
        }
    }
}

/// The address of a plain click on a link within this site, which the browser need not follow itself.
fn link_of(event: &Event) -> Option<String> {
    let click = event.dyn_ref::<MouseEvent>()?;
    let is_plain = !(click.meta_key() || click.ctrl_key() || click.shift_key() || click.alt_key());
    if click.default_prevented() || click.button() != 0 || !is_plain {
        return None;
    }
    // The innermost target, also within a shadow root.
    let target = click.composed_path().get(0).dyn_into::<Element>().ok()?;
    let link = target.closest("a[href]").ok()??;
    let link = link.dyn_into::<HtmlAnchorElement>().ok()?;
    let here = window().location();
    let is_ours = here.origin().ok()? == link.origin()
        && link.target().is_empty()
        && !link.has_attribute("download")
        // A place within the present page is the browser's to find; `#` alone is its top. At another query it is another page.
        && !(link.href().contains('#')
            && link.pathname() == here.pathname().ok()?
            && link.search() == here.search().ok()?);
    let path = link.pathname();
    // Outside of the base path other sites begin.
    let path = of_page()
        .strip(&path)
        .filter(|path| is_ours && !path.starts_with("//"))?;
    Some(path.to_owned() + &link.search() + &link.hash())
}

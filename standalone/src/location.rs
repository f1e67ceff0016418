//! The address, as a host's router would handle it: links and `handleNavigate` change it without a reload.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// Where the page is.
#[derive(Clone, Copy)]
pub(crate) struct Location {
    /// Such as `/product/p1`.
    pub(crate) path: RwSignal<String>,
    /// Such as `?page=2`, or empty.
    pub(crate) query: RwSignal<String>,
}

impl Location {
    /// Goes to another address of this page.
    pub(crate) fn go(self, address: &str) {
        if let Ok(history) = window().history() {
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
        }
        self.read();
    }

    fn read(self) {
        let location = window().location();
        // The path first: who shows the component of the path must hear of it before the component that is to go.
        self.path.set(location.pathname().unwrap_or_default());
        self.query.set(location.search().unwrap_or_default());
    }
}

/// Follows the browser's address for as long as the page is there.
pub(crate) fn follow_location() -> Location {
    let location = Location {
        path: RwSignal::default(),
        query: RwSignal::default(),
    };
    location.read();
    EventListener::new(&window(), "popstate", move |_| location.read()).forget();
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

/// The address of a plain click on a link within this origin.
fn link_of(event: &web_sys::Event) -> Option<String> {
    let click = event.dyn_ref::<web_sys::MouseEvent>()?;
    let is_plain = !(click.meta_key() || click.ctrl_key() || click.shift_key() || click.alt_key());
    if click.default_prevented() || click.button() != 0 || !is_plain {
        return None;
    }
    let link = click
        .target()?
        .dyn_into::<web_sys::Element>()
        .ok()?
        .closest("a[href]")
        .ok()??;
    let link = link.dyn_into::<web_sys::HtmlAnchorElement>().ok()?;
    let same_origin = window().location().origin().ok()? == link.origin();
    (same_origin && link.target().is_empty()).then(|| format!("{}{}", link.pathname(), link.search()))
}

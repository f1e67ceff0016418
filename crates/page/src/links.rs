//! Links of the page change its address without a reload.
//!
//! Leptos' own listener would also take links to a fragment of the current page, which only the browser can follow with focus and
//! `:target`, and would decode escapes of the path.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use tarn_base_path::of_page;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlAnchorElement, MouseEvent};

use crate::navigation::Navigation;

/// Follows links for the life of the page.
pub(crate) fn follow(navigation: Navigation) {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "click", options, move |event| {
        if let Some(address) = link_of(event) {
            event.prevent_default();
            navigation.go(&address);
        }
    })
    .forget();
}

/// The address of a plain click on a link of this site, which the browser need not follow itself.
fn link_of(event: &Event) -> Option<String> {
    let click = event.dyn_ref::<MouseEvent>()?;
    let is_plain = !(click.meta_key() || click.ctrl_key() || click.shift_key() || click.alt_key());
    if click.default_prevented() || click.button() != 0 || !is_plain {
        return None;
    }
    // The innermost target, also inside a shadow root.
    let target = click.composed_path().get(0).dyn_into::<Element>().ok()?;
    let link = target.closest("a[href]").ok()??;
    let link = link.dyn_into::<HtmlAnchorElement>().ok()?;
    let here = window().location();
    let is_ours = here.origin().ok()? == link.origin()
        && link.target().is_empty()
        && !link.has_attribute("download")
        // The browser scrolls to a fragment of the current page; `#` alone is its top. Another query is another page.
        && !(link.href().contains('#')
            && link.pathname() == here.pathname().ok()?
            && link.search() == here.search().ok()?);
    let path = link.pathname();
    // Paths outside of the base path belong to other sites.
    let path = of_page()
        .strip(&path)
        .filter(|path| is_ours && !path.starts_with("//"))?;
    Some(path.to_owned() + &link.search() + &link.hash())
}

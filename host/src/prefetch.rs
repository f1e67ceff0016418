//! A remote is fetched when the shopper is about to go there: when the pointer or the focus comes to a link.

use federation::Federation;
use gloo_events::EventListener;
use leptos::prelude::document;
use wasm_bindgen::JsCast;

use crate::route::Route;

/// Listens on the document as long as there is one, so that links which remotes render count as well.
pub(crate) fn prefetch_on_intent(federation: &Federation) {
    for kind in ["pointerover", "focusin"] {
        let federation = federation.clone();
        EventListener::new(&document(), kind, move |event| {
            if let Some(remote) = path_of_link(event).and_then(|path| Route::at(&path).remote()) {
                federation.prefetch(remote);
            }
        })
        .forget();
    }
}

fn path_of_link(event: &web_sys::Event) -> Option<String> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link = target.closest("a[href^='/']").ok()??;
    let address = link.get_attribute("href")?;
    address.split(['?', '#']).next().map(str::to_owned)
}

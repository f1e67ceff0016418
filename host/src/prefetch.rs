//! Remotes are fetched when the shopper is about to go there: on hover, on focus, and the rest in idle time.

use federation::Federation;
use gloo_events::EventListener;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;

/// The remote that shows the page at a path.
fn remote_of(path: &str) -> Option<&'static str> {
    Some(match path.split('/').nth(1)? {
        "login" => "auth",
        "products" | "product" => "products",
        "cart" | "bag" => "cart",
        "checkout" | "orders" => "orders",
        "account" => "account",
        _ => return None,
    })
}

/// Listens for the pointer and the focus coming to a link of the shop, wherever it is rendered.
#[component]
pub(crate) fn PrefetchOnIntent() -> impl IntoView {
    let Some(federation) = use_context::<SendWrapper<Federation>>() else {
        return;
    };
    for kind in ["pointerover", "focusin"] {
        let federation = federation.clone();
        let listener = EventListener::new(&document(), kind, move |event| {
            if let Some(remote) = path_of_link(event).as_deref().and_then(remote_of) {
                federation.prefetch(remote);
            }
        });
        let listener = SendWrapper::new(listener);
        on_cleanup(move || drop(listener));
    }
}

fn path_of_link(event: &web_sys::Event) -> Option<String> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link = target.closest("a[href^='/']").ok()??;
    link.get_attribute("href")
}

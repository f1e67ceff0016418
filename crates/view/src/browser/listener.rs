//! Listeners of elements, without gloo-events: one closure listens to two events, and gloo makes an options object for each listener.
//!
//! Listeners of window and document are those of gloo-events.

use crate::callable::Handle;
use leptos::prelude::on_cleanup;
use leptos::web_sys::{Element, Event};
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;

use crate::follower::{current_component, in_component};

#[wasm_bindgen(module = "/src/browser/dom.js")]
extern "C" {
    #[wasm_bindgen(js_name = isUnconfirmed)]
    fn is_unconfirmed(event: &Event) -> bool;
}

/// Calls `listener` for events of an element and its descendants, until the current owner ends. While an input method composes a word,
/// `input` waits until the word is confirmed, and `submit` is suppressed.
pub(crate) fn listen(element: &Element, event: &'static str, mut listener: Box<dyn Handle>) {
    let (component, may_be_unconfirmed) = (current_component(), matches!(event, "input" | "submit"));
    let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        if !(may_be_unconfirmed && is_unconfirmed(&event)) {
            in_component(component, || listener.handle(event));
        }
    });
    let events: &[&'static str] = match event {
        // Some browsers send no `input` event after a composition.
        "input" => &["input", "compositionend"],
        _ => &[event],
    };
    for event in events {
        // The listener is a function.
        let _ = element.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    }
    let events = events.to_vec();
    let held = SendWrapper::new((element.clone(), events, listener));
    on_cleanup(move || {
        let (element, events, listener) = held.take();
        for event in events {
            let _ = element.remove_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        }
    });
}

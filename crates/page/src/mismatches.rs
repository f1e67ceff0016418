//! Differences between the HTML of a server and the views that take it over. Every app of the page reports its own by an event.

use gloo_events::EventListener;
use leptos::prelude::document;
use tarn_federation::Code;
use tarn_store::Store;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/mismatches.js")]
extern "C" {
    /// The sentence of an event `tarn:mismatch`.
    fn describe(event: &web_sys::Event) -> String;
}

/// The number of reported differences; a page that was changed as a whole would flood the console.
const MAX_REPORTS: u32 = 20;

/// Counts each difference in `metrics().viewMismatches` and reports the first ones to the console, for the life of the page.
pub(crate) fn count(store: &Store) {
    let store = store.clone();
    let listener = EventListener::new(&document(), "tarn:mismatch", move |event| {
        let Some(owner) = store.owner() else { return };
        let count = &owner.metrics().view_mismatches;
        count.increment();
        if count.get() <= MAX_REPORTS {
            web_sys::console::warn_1(&format!("{}: {}", Code::MISMATCH, describe(event)).into());
        }
    });
    listener.forget();
}

//! Differences between the HTML of a server and the view that claims it.

use std::cell::Cell;

use leptos::web_sys::Node;
use wasm_bindgen::prelude::*;

use crate::follower::current_component;

#[wasm_bindgen(module = "/src/browser/dom.js")]
extern "C" {
    /// Dispatches `tarn:mismatch` at the element, or at the element around the node.
    #[wasm_bindgen(js_name = reportMismatch)]
    fn report_mismatch(at: &Node, component: &str, expected: &str);
}

thread_local! {
    static COUNT: Cell<u32> = const { Cell::new(0) };
}

/// Counts a difference, which has been mended, and reports it to the page: the component, the beginning of what was expected, and the
/// position of the element around it.
pub(crate) fn report(at: &Node, expected: &str) {
    COUNT.set(COUNT.get() + 1);
    report_mismatch(at, current_component(), expected);
}

/// The number of differences so far, in this wasm instance.
pub fn mismatches() -> u32 {
    COUNT.get()
}

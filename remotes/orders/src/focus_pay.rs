//! The focus of a payment page.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// Moves the focus to the Pay button, before the pressed button is removed.
pub(crate) fn focus_pay() {
    let pay = document().get_element_by_id("pay");
    if let Some(pay) = pay.and_then(|pay| pay.dyn_into::<HtmlElement>().ok()) {
        // The button may be gone, and then there is nothing to do.
        let _ = pay.focus();
    }
}

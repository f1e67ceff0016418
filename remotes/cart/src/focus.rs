//! Moves the focus when the focused control is removed.

use leptos::prelude::{document, request_animation_frame, window};
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlElement, MouseEvent};

/// The id of the Undo button.
pub(crate) const UNDO: &str = "cart-undo";

/// The id of a line's Remove button.
pub(crate) fn remove_button(product_id: &str) -> String {
    format!("cart-remove-{product_id}")
}

/// Moves the focus from the removed Remove button to Undo. After a pointer press the scroll position stays, because the
/// shopper may remove more lines.
pub(crate) fn focus_undo(press: &MouseEvent) {
    let is_by_key = press.detail() == 0;
    request_animation_frame(move || {
        let top = window().scroll_y().unwrap_or_default();
        focus(UNDO);
        if !is_by_key {
            window().scroll_to_with_x_and_y(0.0, top);
        }
    });
}

/// Moves the focus to the Remove button of a product's line, or to the page's title if there is no such line. It waits for
/// the next frame, when the lines have been rendered.
pub(crate) fn focus_line_or_title(product_id: Option<String>) {
    request_animation_frame(move || {
        if !product_id.is_some_and(|id| focus(&remove_button(&id))) {
            focus("cart-title");
        }
    });
}

/// Focuses the element; false if it does not exist.
fn focus(id: &str) -> bool {
    let element = document().get_element_by_id(id);
    let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

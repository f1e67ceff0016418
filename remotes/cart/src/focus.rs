//! Moves the focus when the focused control is removed.

use leptos::web_sys::MouseEvent;
use tarn_view::dom::{focus_by_id, focus_in_place, is_by_pointer, request_animation_frame};

/// The id of the Undo button.
pub(crate) const UNDO: &str = "cart-undo";

/// The id of a line's Remove button.
pub(crate) fn remove_button(product_id: &str) -> String {
    format!("cart-remove-{product_id}")
}

/// Moves the focus from the removed Remove button to Undo. After a pointer press the scroll position stays, because the
/// shopper may remove more lines.
pub(crate) fn focus_undo(press: &MouseEvent) {
    let is_by_pointer = is_by_pointer(press);
    request_animation_frame(move || {
        if is_by_pointer {
            focus_in_place(UNDO);
        } else {
            focus_by_id(UNDO);
        }
    });
}

/// Moves the focus to the Remove button of a product's line, or to the page's title if there is no such line. It waits for
/// the next frame, when the lines have been rendered.
pub(crate) fn focus_line_or_title(product_id: Option<String>) {
    request_animation_frame(move || {
        if !product_id.is_some_and(|id| focus_by_id(&remove_button(&id))) {
            focus_by_id("cart-title");
        }
    });
}

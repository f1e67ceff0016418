//! The page of a browser.

use leptos::html::Input;
use leptos::prelude::{GetUntracked as _, NodeRef, document, event_target, window};
pub use leptos::prelude::{
    event_target_checked, event_target_value, request_animation_frame, set_interval_with_handle,
    set_timeout_with_handle,
};
use leptos::web_sys::{Event, HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent};
use wasm_bindgen::JsCast as _;

use crate::hole::Reference;
use crate::view::Hole;

pub use leptos::leptos_dom::helpers::{IntervalHandle, TimeoutHandle};

/// Sets the text of the field that sent the event.
pub fn set_event_target_value(event: &Event, text: &str) {
    event_target::<HtmlInputElement>(event).set_value(text);
}

/// Prevents what the browser does after the event, such as sending a form.
#[inline]
pub fn prevent_default(event: &Event) {
    event.prevent_default();
}

/// The key of a keyboard event, such as `ArrowUp`.
#[must_use]
pub fn event_key(event: &Event) -> Option<String> {
    event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key)
}

/// Whether a click came from a pointer, not from a key.
#[inline]
#[must_use]
pub fn is_by_pointer(click: &MouseEvent) -> bool {
    click.detail() != 0
}

/// Focuses the element with this id. Returns whether it is on the page.
pub fn focus_by_id(id: &str) -> bool {
    let element = document().get_element_by_id(id);
    let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}

/// Focuses the element with this id without scrolling the page.
pub fn focus_in_place(id: &str) {
    let top = window().scroll_y().unwrap_or_default();
    focus_by_id(id);
    window().scroll_to_with_x_and_y(0.0, top);
}

/// Scrolls the page to the element with this id.
pub fn scroll_into_view(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view();
    }
}

/// Loads the page again.
pub fn reload() {
    // A reload fails only if the page is being unloaded already.
    let _ = window().location().reload();
}

/// A reference to an `<input>`, for `node_ref`. Copies refer to the same element.
///
/// Without its element, before the view is shown and after it is disposed, the text is empty and nothing happens.
#[derive(Debug, Clone, Copy, Default)]
pub struct FieldRef(NodeRef<Input>);

impl FieldRef {
    /// A reference without an element.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn element(self) -> Option<HtmlInputElement> {
        self.0.try_get_untracked().flatten()
    }

    /// The text in the field.
    #[must_use]
    pub fn value(self) -> String {
        self.element().map(|field| field.value()).unwrap_or_default()
    }

    /// Sets the text in the field.
    pub fn set_value(self, text: &str) {
        if let Some(field) = self.element() {
            field.set_value(text);
        }
    }

    /// Focuses the field.
    pub fn focus(self) {
        if let Some(field) = self.element() {
            // Focusing a removed field fails, and there is nothing to do then.
            let _ = field.focus();
        }
    }

    /// Selects the text in the field.
    pub fn select(self) {
        if let Some(field) = self.element() {
            field.select();
        }
    }
}

impl Reference<Input> for FieldRef {
    fn into_hole(self) -> Hole {
        self.0.into_hole()
    }
}

//! The page of a native test.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::html::Input;
use leptos::prelude::{SetValue as _, StoredValue, WithValue as _};
use leptos::web_sys::{Event, MouseEvent};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};

use crate::datum::Datum;
use crate::hole::Reference;
use crate::test_page;
use crate::tree::{Element, Node, WeakNode};
use crate::view::{Hole, TakeField};

/// Reads the element that sent the present event; the default without one.
fn of_target<T: Default>(read: impl FnOnce(&Element) -> T) -> T {
    test_page::event()
        .and_then(|event| event.target.element().map(read))
        .unwrap_or_default()
}

/// The text of the field that sent the event.
#[must_use]
pub fn event_target_value<T: JsCast>(_event: &T) -> String {
    of_target(Element::value)
}

/// Whether the checkbox that sent the event is checked.
#[must_use]
pub fn event_target_checked<T: JsCast>(_event: &T) -> bool {
    of_target(|element| element.is("checked"))
}

/// Sets the text of the field that sent the event.
pub fn set_event_target_value(_event: &Event, text: &str) {
    of_target(|element| element.set_property("value", Datum::Text(text.to_owned().into())));
}

/// Prevents what the browser does after the event, such as sending a form.
pub fn prevent_default(_event: &Event) {
    if let Some(event) = test_page::event() {
        event.is_default_prevented.set(true);
    }
}

/// The key of a keyboard event, such as `ArrowUp`.
#[must_use]
pub fn event_key(_event: &Event) -> Option<String> {
    test_page::event()?.key.map(str::to_owned)
}

/// Whether a click came from a pointer, not from a key.
#[must_use]
pub fn is_by_pointer(_click: &MouseEvent) -> bool {
    test_page::event().is_some_and(|event| event.is_by_pointer)
}

/// Focuses the element with this id. Returns whether it is on the page.
pub fn focus_by_id(id: &str) -> bool {
    let found = test_page::by_id(id);
    found.inspect(test_page::focus).is_some()
}

/// Focuses the element with this id without scrolling the page.
pub fn focus_in_place(id: &str) {
    focus_by_id(id);
}

/// Scrolls the page to the element with this id.
pub fn scroll_into_view(_id: &str) {}

/// Loads the page again.
pub fn reload() {
    test_page::reload();
}

/// Calls `run` with the next frame.
pub fn request_animation_frame(run: impl FnOnce() + 'static) {
    test_page::on_next_frame(Box::new(run));
}

/// A timer that may be cleared before it is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeoutHandle(u32);

impl TimeoutHandle {
    /// Clears the timer.
    pub fn clear(&self) {
        test_page::remove_timer(self.0);
    }
}

/// A repeated timer, until it is cleared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IntervalHandle(u32);

impl IntervalHandle {
    /// Clears the timer.
    pub fn clear(&self) {
        test_page::remove_timer(self.0);
    }
}

/// Calls `run` once, after `duration`.
///
/// # Errors
/// A browser may refuse timers; a test page does not.
pub fn set_timeout_with_handle(run: impl FnOnce() + 'static, duration: Duration) -> Result<TimeoutHandle, JsValue> {
    let run = Cell::new(Some(run));
    let once = move || {
        if let Some(run) = run.take() {
            run();
        }
    };
    Ok(TimeoutHandle(test_page::add_timer(duration, false, Rc::new(once))))
}

/// Calls `run` after each `duration`.
///
/// # Errors
/// A browser may refuse timers; a test page does not.
pub fn set_interval_with_handle(run: impl Fn() + 'static, duration: Duration) -> Result<IntervalHandle, JsValue> {
    Ok(IntervalHandle(test_page::add_timer(duration, true, Rc::new(run))))
}

/// A reference to an `<input>`, for `node_ref`. Copies refer to the same element.
///
/// Without its element, before the view is shown and after it is disposed, the text is empty and nothing happens.
#[derive(Debug, Clone, Copy)]
pub struct FieldRef(StoredValue<SendWrapper<WeakNode>>);

impl Default for FieldRef {
    fn default() -> Self {
        Self(StoredValue::new(SendWrapper::new(WeakNode::default())))
    }
}

impl FieldRef {
    /// A reference without an element.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn node(self) -> Option<Node> {
        self.0.try_with_value(|node| node.upgrade()).flatten()
    }

    /// The text in the field.
    #[must_use]
    pub fn value(self) -> String {
        let node = self.node();
        let element = node.as_ref().and_then(Node::element);
        element.map(Element::value).unwrap_or_default()
    }

    /// Sets the text in the field.
    pub fn set_value(self, text: &str) {
        if let Some(element) = self.node().as_ref().and_then(Node::element) {
            element.set_property("value", Datum::Text(text.to_owned().into()));
        }
    }

    /// Focuses the field.
    pub fn focus(self) {
        if let Some(node) = self.node() {
            test_page::focus(&node);
        }
    }

    /// Selects the text in the field.
    pub fn select(self) {}
}

impl Reference<Input> for FieldRef {
    fn into_hole(self) -> Hole {
        Hole::Field(TakeField(Box::new(move |node| {
            self.0.set_value(SendWrapper::new(node.downgrade()))
        })))
    }
}

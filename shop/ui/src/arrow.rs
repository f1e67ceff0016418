//! The arrow keys in a quantity field.

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Event, KeyboardEvent};

/// The effect of a key press in a quantity field: true for one more (arrow up), false for one less (arrow down). The caret
/// then stays.
#[must_use]
pub fn arrow(event: &Event) -> Option<bool> {
    let is_more = match event.dyn_ref::<KeyboardEvent>()?.key().as_str() {
        "ArrowUp" => true,
        "ArrowDown" => false,
        _ => return None,
    };
    event.prevent_default();
    Some(is_more)
}

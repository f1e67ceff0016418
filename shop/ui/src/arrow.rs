//! The arrow keys in a quantity field.

use leptos::web_sys::Event;
use tarn_view::dom::{event_key, prevent_default};

/// The effect of a key press in a quantity field: true for one more (arrow up), false for one less (arrow down). The caret
/// then stays.
#[must_use]
pub fn arrow(event: &Event) -> Option<bool> {
    let is_more = match event_key(event)?.as_str() {
        "ArrowUp" => true,
        "ArrowDown" => false,
        _ => return None,
    };
    prevent_default(event);
    Some(is_more)
}

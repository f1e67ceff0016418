//! Finding and changing the parts of a template. A part is known by its `data-testid`.

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlInputElement};

pub(crate) fn part(page: &Element, test_id: &str) -> Option<Element> {
    page.query_selector(&["[data-testid=", test_id, "]"].concat()).ok()?
}

pub(crate) fn input(page: &Element, test_id: &str) -> Option<HtmlInputElement> {
    part(page, test_id)?.dyn_into().ok()
}

/// Sets the text, unless it is there already: what is read out aloud is read out once.
pub(crate) fn set_text(page: &Element, test_id: &str, text: &str) {
    if let Some(part) = part(page, test_id)
        && part.text_content().as_deref() != Some(text)
    {
        part.set_text_content(Some(text));
    }
}

/// Sets or removes an attribute, and tells whether that changed it.
pub(crate) fn set(element: &Element, name: &str, value: Option<&str>) -> bool {
    let is_new = element.get_attribute(name).as_deref() != value;
    if is_new {
        // The names are attributes, so neither can fail.
        let _ = match value {
            Some(value) => element.set_attribute(name, value),
            None => element.remove_attribute(name),
        };
    }
    is_new
}

/// Shows on a button whether its request runs, and whether it has to wait for one. It is not `disabled`, which would take the
/// focus from it; who presses it anyway is not heard.
pub(crate) fn set_button(page: &Element, test_id: &str, is_busy: bool, is_waiting: bool) {
    if let Some(button) = part(page, test_id) {
        set(&button, "aria-busy", is_busy.then_some("true"));
        set(&button, "aria-disabled", is_waiting.then_some("true"));
    }
}

//! Finding and changing the parts of a template. A part is known by its `data-testid`.

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, HtmlInputElement};

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

/// Hides a part, or shows it.
pub(crate) fn set_hidden(page: &Element, test_id: &str, is_hidden: bool) {
    if let Some(part) = part(page, test_id) {
        set(&part, "hidden", is_hidden.then_some(""));
    }
}

/// An element of a row.
pub(crate) fn element(tag: &str, class: &str, text: &str) -> Option<Element> {
    let element = leptos::prelude::document().create_element(tag).ok()?;
    element.set_class_name(class);
    element.set_text_content(Some(text));
    Some(element)
}

/// Makes the rows of a list those of `keys`, and tells whether anything was new. Rows that stay are left alone, from the first
/// on up to the first that differs, so that focus and screen reader keep their place in a list that grows.
pub(crate) fn sync_rows(list: &Element, keys: &[String], row: &dyn Fn(usize) -> Option<Element>) -> bool {
    let mut kept = 0;
    let mut child = list.query_selector(":scope > [data-key]").ok().flatten();
    while let Some(present) = child {
        child = present.next_element_sibling();
        if kept < keys.len() && present.get_attribute("data-key").as_ref() == Some(&keys[kept]) {
            kept += 1;
        } else {
            present.remove();
        }
    }
    for (index, key) in keys.iter().enumerate().skip(kept) {
        if let Some(row) = row(index) {
            set(&row, "data-key", Some(key));
            // An element that was just made has no place that forbids another.
            let _ = list.append_child(&row);
        }
    }
    kept < keys.len()
}

/// What was typed into a field and is about to be sent.
pub(crate) fn typed(page: &Element, test_id: &str) -> String {
    let Some(field) = input(page, test_id) else {
        return String::new();
    };
    let typed = field.value();
    set(&field, "data-sent", Some(&typed));
    typed
}

/// Empties a field whose text was sent, unless something else was typed meanwhile.
pub(crate) fn clear_sent(page: &Element, test_id: &str) {
    let Some(field) = input(page, test_id) else { return };
    let sent = field.get_attribute("data-sent");
    if set(&field, "data-sent", None) && sent == Some(field.value()) {
        field.set_value("");
    }
}

/// Moves the focus; an element that is gone already cannot have it, and need not.
pub(crate) fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

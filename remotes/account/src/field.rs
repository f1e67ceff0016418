//! Fields of the page's forms.

use html_template::Template;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;

/// The part of a section that is a field.
pub(crate) fn field(section: &Template, part: &str) -> HtmlInputElement {
    section.part(part).unchecked_into()
}

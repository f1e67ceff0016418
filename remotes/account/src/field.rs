//! Fields of the page's forms.

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;
use tarn_html_template::Template;

use crate::account::Account;
use crate::request::Kind;
use crate::unsaved_storage;

/// The input element of this part of a section.
pub(crate) fn field(section: &Template, part: &str) -> HtmlInputElement {
    section.part(part).unchecked_into()
}

/// Restores the user's unsaved text in a field that a request clears, and stores further input.
pub(crate) fn keep_typed(section: Template, part: &str, kind: Kind, account: Account) -> Template {
    let Some(kept_as) = kind.field() else { return section };
    let input = field(&section, part);
    if let Some(text) = unsaved_storage::kept(&account.user(), kept_as) {
        input.set_value(&text);
    }
    section.on(part, "input", move |_| {
        let text = input.value();
        unsaved_storage::keep(&account.user(), kept_as, (!text.is_empty()).then_some(text));
    })
}

//! The form of both login steps: one field, an error message and a submit button.

use leptos::prelude::Get;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;
use tarn_html_template::{Template, follow_later, template};

use crate::login::{Login, Pending};

const PROBLEM: &str = r#"<div class="notice notice-error" id="login-problem" role="alert" data-testid="login-error" data-part="what"></div>"#;

/// Binds the parts `form`, `field`, `problem` and `submit` of a step.
pub(crate) fn login_form(step: Template, login: Login) -> Template {
    let (typed, focused) = (field(&step), field(&step));
    // The first focus is the host's; after each turn the field is focused and selected.
    follow_later(move || {
        let state = login.state.get();
        if state.turns > 0 && state.pending.is_none() {
            // Focusing a removed field fails, and there is nothing to do then.
            let _ = focused.focus();
            focused.select();
        }
    });
    let problem = move || login.state.get().problem;
    let step = step
        .on("form", "submit", move |event| {
            event.prevent_default();
            login.submit(&typed.value());
        })
        .attr("field", "aria-invalid", move || problem().map(|_| "true".into()))
        // Recreated in each turn, so that screen readers announce a repeated message.
        .show(
            "problem",
            move || problem().map(|_| login.state.get().turns.to_string()),
            move |_| template(PROBLEM).text("what", move || problem().unwrap_or_default()),
        );
    request_button(step, "submit", login, Some(Pending::Submit))
}

/// The field of a step.
pub(crate) fn field(step: &Template) -> HtmlInputElement {
    step.part("field").unchecked_into()
}

/// Marks a button as busy while its own request is pending, and as disabled while any is. It is not `disabled`, which would
/// take the focus from it; a press while busy has no effect.
pub(crate) fn request_button(step: Template, part: &str, login: Login, request: Option<Pending>) -> Template {
    let pending = move || login.state.get().pending;
    step.attr(part, "aria-busy", move || {
        (request.is_some() && pending() == request).then(|| "true".into())
    })
    .attr(part, "aria-disabled", move || pending().map(|_| "true".into()))
}

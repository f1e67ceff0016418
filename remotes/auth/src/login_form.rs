//! What both steps of the login are: a form of one field, with what went wrong above its button.

use leptos::prelude::Get;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;
use tarn_html_template::{Template, follow_later, template};

use crate::login::{Login, Pending};

const PROBLEM: &str = r#"<div class="notice notice-error" id="login-problem" role="alert" data-testid="login-error" data-part="what"></div>"#;

/// Binds the parts `form`, `field`, `problem` and `submit` of a step.
pub(crate) fn login_form(step: Template, login: Login) -> Template {
    let (typed, focused) = (field(&step), field(&step));
    // Whoever comes from another page is where the host put them; whoever was here before goes on in the field.
    follow_later(move || {
        let state = login.state.get();
        if state.turns > 0 && state.pending.is_none() {
            // A field that is gone already cannot be focused, and need not be.
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
        // Made anew in each turn, so that it is read out also when it is the same again.
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

/// Shows on a button whether its request runs, and whether it has to wait for one. It is not `disabled`, which would take the
/// focus from it; who presses it anyway is not heard.
pub(crate) fn request_button(step: Template, part: &str, login: Login, request: Option<Pending>) -> Template {
    let pending = move || login.state.get().pending;
    step.attr(part, "aria-busy", move || {
        (request.is_some() && pending() == request).then(|| "true".into())
    })
    .attr(part, "aria-disabled", move || pending().map(|_| "true".into()))
}

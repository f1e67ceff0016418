//! What both steps of the login share: one field, an error message and the state of their buttons.

use leptos::prelude::*;
use tarn_view::dom::FieldRef;
use tarn_view::{follow_later, switch, view};

use crate::login::{Login, Pending};

/// Focuses and selects the field after each turn. The first focus is the host's.
pub(crate) fn focus_each_turn(login: Login, field: FieldRef) {
    follow_later(move || {
        let state = login.state.read();
        if state.turns > 0 && state.pending.is_none() {
            field.focus();
            field.select();
        }
    });
}

/// Submits what is in the field.
pub(crate) fn submit(login: Login, field: FieldRef) {
    login.submit(&field.value());
}

/// The problem with what was submitted.
#[component]
pub(crate) fn Problem(login: Login) -> impl IntoView {
    let problem = move || login.state.read().problem.clone();
    // Recreated in each turn, so that screen readers announce a repeated message.
    let turn = move || problem().map(|_| login.state.read().turns);
    let message = move |_| {
        view! { <div class="notice notice-error" id="login-problem" role="alert" data-testid="login-error">{problem}</div> }
    };
    view! { <div class="auth-problem">{switch(turn, move |turn| turn.map(message).unwrap_or_default())}</div> }
}

/// `aria-invalid` of the field.
pub(crate) fn is_invalid(login: Login) -> Option<&'static str> {
    login.state.read().problem.is_some().then_some("true")
}

/// `aria-busy` of the button of a request, while it is pending.
pub(crate) fn is_busy(login: Login, request: Pending) -> Option<&'static str> {
    (login.state.read().pending == Some(request)).then_some("true")
}

/// `aria-disabled` of a button while any request is pending. It is not `disabled`, which would take the focus from it; a press has no
/// effect.
pub(crate) fn is_waiting(login: Login) -> Option<&'static str> {
    login.state.read().pending.is_some().then_some("true")
}

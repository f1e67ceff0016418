//! The first step of the login: the phone number.

use leptos::prelude::*;
use tarn_view::dom::{FieldRef, prevent_default};
use tarn_view::view;

use crate::login::{Login, Pending};
use crate::login_form::{Problem, focus_each_turn, is_busy, is_invalid, is_waiting, submit};

/// Asks for the phone number. A number typed before is restored.
#[component]
pub(crate) fn PhoneStep<R: Fn() -> &'static str + 'static>(login: Login, reason: R) -> impl IntoView {
    let field = FieldRef::new();
    focus_each_turn(login, field);
    view! {
        <div>
            <h1 class="page-title">"Log in"</h1>
            <p class="page-lead">
                <span data-testid="login-reason">{reason}</span>"We send a six-digit code to your phone. No password needed."
            </p>
            <form class="auth-step" novalidate on:submit=move |event| {
                prevent_default(&event);
                submit(login, field);
            }>
                <div class="field">
                    <label for="login-phone">"Phone number"</label>
                    <input
                        id="login-phone" type="tel" inputmode="tel" autocomplete="tel" placeholder="+1 555 010 0199"
                        aria-describedby="login-problem login-phone-hint" aria-invalid=move || is_invalid(login)
                        data-testid="login-phone" prop:value=login.state.get_untracked().phone node_ref=field
                    />
                    <p class="field-hint" id="login-phone-hint">"With country code. 7 to 15 digits."</p>
                </div>
                <Problem login/>
                <button
                    class="button button-primary button-wide" type="submit" data-testid="login-submit"
                    aria-busy=move || is_busy(login, Pending::Submit) aria-disabled=move || is_waiting(login)
                >"Send code"</button>
            </form>
        </div>
    }
}

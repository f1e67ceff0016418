//! The two fields of the login, and the message of the demo.

use leptos::html;
use leptos::prelude::*;
use shared_api::rules::CODE_DIGITS;

use crate::login::Login;

#[component]
pub(crate) fn PhoneField(login: Login) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    // An empty field was just opened: then the focus is where the host put it.
    focus_between_requests(login, field, move || {
        login.problem.with(Option::is_some) || login.phone.with_untracked(|phone| !phone.is_empty())
    });
    view! {
        <div class="field">
            <label for="login-phone">"Phone number"</label>
            <input
                id="login-phone"
                type="tel"
                inputmode="tel"
                autocomplete="tel"
                placeholder="+1 555 010 0199"
                data-testid="login-phone"
                aria-describedby=move || match login.problem.with(Option::is_some) {
                    true => "login-problem login-phone-hint",
                    false => "login-phone-hint",
                }
                aria-invalid=move || login.problem.with(Option::is_some).then_some("true")
                node_ref=field
                prop:value=login.phone
                on:input=move |event| login.phone.set(event_target_value(&event))
            />
            <p class="field-hint" id="login-phone-hint">"With country code. 7 to 15 digits."</p>
        </div>
    }
}

#[component]
pub(crate) fn CodeField(login: Login) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    focus_between_requests(login, field, move || {
        login.sent.track();
        login.problem.track();
        true
    });
    let type_code = move |event| {
        let input = event_target::<leptos::web_sys::HtmlInputElement>(&event);
        let typed = input.value();
        // Codes are pasted with spaces and words around them.
        let digits: String = typed.chars().filter(char::is_ascii_digit).take(CODE_DIGITS).collect();
        if digits != typed {
            input.set_value(&digits);
        }
        login.code.set(digits);
    };
    view! {
        <div class="field">
            <label for="login-code">"Six-digit code"</label>
            <input
                class="auth-code"
                id="login-code"
                type="text"
                inputmode="numeric"
                autocomplete="one-time-code"
                data-testid="login-code"
                aria-describedby=move || login.problem.with(Option::is_some).then_some("login-problem")
                aria-invalid=move || login.problem.with(Option::is_some).then_some("true")
                node_ref=field
                prop:value=login.code
                on:input=type_code
            />
        </div>
    }
}

/// Shows the code, where the server is a demo and sends no message.
#[component]
pub(crate) fn DemoCode(login: Login) -> impl IntoView {
    let demo_code = Memo::new(move |_| login.sent.with(|sent| sent.as_ref()?.challenge.demo_code.clone()));
    move || {
        demo_code.get().map(|code| {
            view! {
                <div class="notice notice-info" role="status">
                    "Demo shop, no message is sent. Your code is: "
                    <strong class="auth-demo-code" data-testid="login-demo-code">{code}</strong>
                </div>
            }
        })
    }
}

/// Puts the focus into the field whenever `wants_focus`, read as an effect reads, says so and no request is under way.
fn focus_between_requests(login: Login, field: NodeRef<html::Input>, wants_focus: impl Fn() -> bool + 'static) {
    Effect::new(move |_| {
        let wants_focus = wants_focus() && login.pending.with_untracked(Option::is_none);
        if wants_focus && let Some(input) = field.get_untracked() {
            // An input that is gone already cannot be focused, and need not be.
            let _ = input.focus();
            input.select();
        }
    });
}

//! The second step of the login: the code that was sent to the phone.

use std::time::Duration;

use leptos::prelude::*;
use shop_api::rules::typed_code;
use tarn_view::dom::{FieldRef, prevent_default, set_interval_with_handle};
use tarn_view::{follow_later, view};

use crate::login::{Login, Pending};
use crate::login_form::{Problem, focus_each_turn, is_busy, is_invalid, is_waiting, submit};

/// Asks for the code, with a button to request a new one.
#[component]
pub(crate) fn CodeStep(login: Login) -> impl IntoView {
    let field = FieldRef::new();
    focus_each_turn(login, field);
    // No pending request and no problem: a new code was sent.
    follow_later(move || {
        let state = login.state.read();
        if state.pending.is_none() && state.problem.is_none() {
            field.set_value("");
        }
    });
    let phone = move || login.sent().map(|sent| sent.challenge.phone);
    let demo_code = move || login.sent().and_then(|sent| sent.challenge.demo_code);
    view! {
        <div>
            <h1 class="page-title">"Enter the code"</h1>
            <p class="page-lead">
                "Sent to "<span data-testid="login-sent-to">{phone}</span>". "
                <button
                    class="button button-quiet button-small" type="button" data-testid="login-change-number"
                    aria-disabled=move || is_waiting(login) on:click=move |_| login.change_number()
                >"Change number"</button>
            </p>
            <form class="auth-step" novalidate on:submit=move |event| {
                prevent_default(&event);
                submit(login, field);
            }>
                <div class="notice notice-info" role="status" data-testid="login-demo" hidden=move || demo_code().is_none()>
                    "Demo shop, no message is sent. Your code is: "
                    <strong class="auth-demo-code" data-testid="login-demo-code">{demo_code}</strong>
                </div>
                <div class="field">
                    <label for="login-code">"Six-digit code"</label>
                    <input
                        class="auth-code" id="login-code" type="text" inputmode="numeric" autocomplete="one-time-code"
                        aria-describedby="login-problem" aria-invalid=move || is_invalid(login) data-testid="login-code"
                        node_ref=field on:input=move |_| keep_digits(field)
                    />
                </div>
                <Problem login/>
                <button
                    class="button button-primary button-wide" type="submit" data-testid="login-submit" disabled=move || is_spent(login)
                    aria-busy=move || is_busy(login, Pending::Submit) aria-disabled=move || is_waiting(login)
                >"Log in"</button>
                <Resend login/>
            </form>
        </div>
    }
}

/// The button for a new code, and the time until it may be requested.
#[component]
fn Resend(login: Login) -> impl IntoView {
    let clock = ArcTrigger::new();
    let ticking = clock.clone();
    if let Ok(ticks) = set_interval_with_handle(move || ticking.notify(), Duration::from_millis(500)) {
        on_cleanup(move || ticks.clear());
    }
    let seconds = move || {
        clock.track();
        login.sent().map_or(0, |sent| sent.seconds_until_resend())
    };
    let is_early = seconds.clone();
    let countdown = move || match seconds() {
        0 if is_spent(login) => "This code is used up.".to_owned(),
        0 => "No code yet?".to_owned(),
        seconds => format!("New code in {}:{:02}", seconds / 60, seconds % 60),
    };
    view! {
        <div class="auth-resend">
            <span data-testid="login-countdown">{countdown}</span>
            <button
                class="button button-quiet button-small" type="button" data-testid="login-resend" disabled=move || is_early() != 0
                aria-busy=move || is_busy(login, Pending::Resend) aria-disabled=move || is_waiting(login)
                on:click=move |_| login.ask_again()
            >"Send again"</button>
        </div>
    }
}

fn is_spent(login: Login) -> bool {
    login.sent().is_some_and(|sent| sent.is_spent)
}

/// Reduces the field to ASCII digits: pasted codes contain spaces and words, and keyboards produce digits of any script.
fn keep_digits(field: FieldRef) {
    let typed = field.value();
    let digits = typed_code(&typed);
    if digits != typed {
        field.set_value(&digits);
    }
}

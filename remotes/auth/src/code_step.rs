//! The second step of the login: the code that was sent to the phone.

use std::time::Duration;

use leptos::prelude::*;
use leptos::web_sys::HtmlInputElement;
use shop_api::rules::typed_code;
use tarn_html_template::{Template, template};

use crate::login::{Login, Pending};
use crate::login_form::{field, login_form, request_button};

const CODE_STEP: &str = r#"<div>
    <h1 class="page-title">Enter the code</h1>
    <p class="page-lead">Sent to <span data-testid="login-sent-to" data-part="sent-to"></span>. <button class="button button-quiet button-small" type="button" data-testid="login-change-number" data-part="change-number">Change number</button></p>
    <form class="auth-step" novalidate data-part="form">
        <div class="notice notice-info" role="status" data-testid="login-demo" data-part="demo">Demo shop, no message is sent. Your code is: <strong class="auth-demo-code" data-testid="login-demo-code" data-part="demo-code"></strong></div>
        <div class="field">
            <label for="login-code">Six-digit code</label>
            <input class="auth-code" id="login-code" type="text" inputmode="numeric" autocomplete="one-time-code" aria-describedby="login-problem" data-testid="login-code" data-part="field">
        </div>
        <div class="auth-problem" data-part="problem"></div>
        <button class="button button-primary button-wide" type="submit" data-testid="login-submit" data-part="submit">Log in</button>
        <div class="auth-resend"><span data-testid="login-countdown" data-part="countdown"></span><button class="button button-quiet button-small" type="button" data-testid="login-resend" data-part="resend">Send again</button></div>
    </form>
</div>"#;

/// Asks for the code, with a button to request a new one.
pub(crate) fn code_step(login: Login) -> Template {
    let demo_code = move || login.sent().and_then(|sent| sent.challenge.demo_code);
    let step = template(CODE_STEP);
    let code = field(&step);
    let step = login_form(step, login)
        .text("sent-to", move || {
            login.sent().map(|sent| sent.challenge.phone).unwrap_or_default()
        })
        .flag("demo", "hidden", move || demo_code().is_none())
        .text("demo-code", move || demo_code().unwrap_or_default())
        .flag("submit", "disabled", move || is_spent(login))
        .on("change-number", "click", move |_| login.change_number())
        .on("resend", "click", move |_| login.ask_again())
        .on("field", "input", {
            let code = code.clone();
            move |_| keep_digits(&code)
        })
        // No pending request and no problem: a new code was sent.
        .follow(move || {
            let state = login.state.get();
            if state.pending.is_none() && state.problem.is_none() {
                code.set_value("");
            }
        });
    let step = request_button(step, "change-number", login, None);
    let step = request_button(step, "resend", login, Some(Pending::Resend));
    count_down(step, login)
}

/// Shows the time until a new code may be requested.
fn count_down(step: Template, login: Login) -> Template {
    let clock = ArcTrigger::new();
    let ticking = clock.clone();
    if let Ok(ticks) = set_interval_with_handle(move || ticking.notify(), Duration::from_millis(500)) {
        on_cleanup(move || ticks.clear());
    }
    let seconds = move || {
        clock.track();
        login.sent().map_or(0, |sent| sent.seconds_until_resend())
    };
    step.text("countdown", {
        let seconds = seconds.clone();
        move || match seconds() {
            0 if is_spent(login) => "This code is used up.".into(),
            0 => "No code yet?".into(),
            seconds => format!("New code in {}:{:02}", seconds / 60, seconds % 60),
        }
    })
    .flag("resend", "disabled", move || seconds() > 0)
}

fn is_spent(login: Login) -> bool {
    login.sent().is_some_and(|sent| sent.is_spent)
}

/// Reduces the field to ASCII digits: pasted codes contain spaces and words, and keyboards produce digits of any script.
fn keep_digits(code: &HtmlInputElement) {
    let typed = code.value();
    let digits = typed_code(&typed);
    if digits != typed {
        code.set_value(&digits);
    }
}

//! What the login looks like: one template for each step, and what is filled in.

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event, HtmlInputElement};
use shared_api::rules::CODE_DIGITS;

use crate::login::{LoginState, Pending};
use crate::parts::{input, part, set, set_button, set_text};

/// While it is not known yet whether there is somebody to log in.
const SKELETON: &str = r#"<h1 class="page-title">Log in</h1>
<p class="page-lead">We send a six-digit code to your phone. No password needed.</p>
<div class="auth-step" role="status" aria-busy="true" aria-label="Loading the login"><div class="skeleton-block"></div></div>"#;

const PHONE_STEP: &str = r#"<h1 class="page-title">Log in</h1>
<p class="page-lead">We send a six-digit code to your phone. No password needed.</p>
<form class="auth-step" novalidate>
  <div class="field">
    <label for="login-phone">Phone number</label>
    <input id="login-phone" type="tel" inputmode="tel" autocomplete="tel" placeholder="+1 555 010 0199" aria-describedby="login-problem login-phone-hint" data-testid="login-phone">
    <p class="field-hint" id="login-phone-hint">With country code. 7 to 15 digits.</p>
  </div>
  <button class="button button-primary button-wide" type="submit" data-testid="login-submit">Send code</button>
</form>"#;

const CODE_STEP: &str = r#"<h1 class="page-title">Enter the code</h1>
<p class="page-lead">Sent to <span data-testid="login-sent-to"></span>. <button class="button button-quiet button-small" type="button" data-testid="login-change-number">Change number</button></p>
<form class="auth-step" novalidate>
  <div class="notice notice-info" role="status" data-testid="login-demo">Demo shop, no message is sent. Your code is: <strong class="auth-demo-code" data-testid="login-demo-code"></strong></div>
  <div class="field">
    <label for="login-code">Six-digit code</label>
    <input class="auth-code" id="login-code" type="text" inputmode="numeric" autocomplete="one-time-code" aria-describedby="login-problem" data-testid="login-code">
  </div>
  <button class="button button-primary button-wide" type="submit" data-testid="login-submit">Log in</button>
  <div class="auth-resend"><span data-testid="login-countdown"></span><button class="button button-quiet button-small" type="button" data-testid="login-resend">Send again</button></div>
</form>"#;

/// Where nobody leads on, as on the remote's own page, this stays.
const LOGGED_IN: &str = r#"<h1 class="page-title">Log in</h1>
<p class="page-lead" role="status">You are logged in.</p>"#;

const PROBLEM: &str =
    r#"<div class="notice notice-error" id="login-problem" role="alert" data-testid="login-error"></div>"#;

/// Brings the page to this state, and tells whether another step begins.
pub(crate) fn render(page: &Element, state: &LoginState, is_ready: bool, is_logged_in: bool) -> bool {
    let (step, template) = match &state.sent {
        _ if !is_ready => ("skeleton", SKELETON),
        _ if is_logged_in => ("logged-in", LOGGED_IN),
        None => ("phone", PHONE_STEP),
        Some(_) => ("code", CODE_STEP),
    };
    let before = page.get_attribute("data-step");
    let begins = set(page, "data-step", Some(step));
    if begins {
        page.set_inner_html(template);
        if let Some(field) = input(page, "login-phone") {
            field.set_value(&state.phone);
        }
    }
    if let Some(sent) = &state.sent {
        set_text(page, "login-sent-to", &sent.challenge.phone);
        match &sent.challenge.demo_code {
            Some(code) => set_text(page, "login-demo-code", code),
            None => {
                if let Some(demo) = part(page, "login-demo") {
                    demo.remove();
                }
            }
        }
    }
    let challenge_id = state.sent.as_ref().map(|sent| sent.challenge.challenge_id.as_str());
    let has_new_code = set(page, "data-challenge", challenge_id);
    render_problem(page, state.problem.as_deref());
    render_buttons(page, state);
    render_countdown(page, state);
    let Some(field) = field(page) else {
        return begins;
    };
    set(&field, "aria-invalid", state.problem.as_ref().map(|_| "true"));
    if has_new_code && state.sent.is_some() {
        field.set_value("");
    }
    // Whoever comes from another page is where the host put them; whoever was here before goes on in the field.
    let goes_on =
        before.as_deref().is_some_and(|before| before != "skeleton") && (has_new_code || state.problem.is_some());
    if goes_on && state.pending.is_none() {
        // A field that is gone already cannot be focused, and need not be.
        let _ = field.focus();
        field.select();
    }
    begins
}

/// Shows how long until another code may be asked for.
pub(crate) fn render_countdown(page: &Element, state: &LoginState) {
    let Some(sent) = &state.sent else { return };
    let seconds = sent.seconds_until_resend();
    let text = match seconds {
        0 if sent.is_spent => String::from("This code is used up."),
        0 => String::from("No code yet?"),
        _ => format!("New code in {}:{:02}", seconds / 60, seconds % 60),
    };
    set_text(page, "login-countdown", &text);
    if let Some(button) = part(page, "login-resend") {
        set(&button, "disabled", (seconds > 0).then_some(""));
    }
}

fn render_buttons(page: &Element, state: &LoginState) {
    let is_spent = state.sent.as_ref().is_some_and(|sent| sent.is_spent);
    for (test_id, by) in [
        ("login-submit", Some(Pending::Submit)),
        ("login-resend", Some(Pending::Resend)),
        ("login-change-number", None),
    ] {
        set_button(
            page,
            test_id,
            by.is_some() && state.pending == by,
            state.pending.is_some(),
        );
    }
    if let Some(submit) = part(page, "login-submit") {
        set(&submit, "disabled", is_spent.then_some(""));
    }
}

/// The problem is made anew each time, so that it is read out also when it is the same again.
fn render_problem(page: &Element, problem: Option<&str>) {
    if let Some(before) = part(page, "login-error") {
        before.remove();
    }
    if let (Some(problem), Some(button)) = (problem, part(page, "login-submit")) {
        // The position is one of the four that exist.
        let _ = button.insert_adjacent_html("beforebegin", PROBLEM);
        set_text(page, "login-error", problem);
    }
}

/// What stands in the field of the present step.
pub(crate) fn typed(page: &Element) -> String {
    field(page).map(|field| field.value()).unwrap_or_default()
}

/// Keeps the digits of what is typed as a code: codes are pasted with spaces and words around them.
pub(crate) fn tidy(event: &Event) {
    let Some(field) = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
    else {
        return;
    };
    if field.id() == "login-code" {
        let typed = field.value();
        let digits: String = typed.chars().filter(char::is_ascii_digit).take(CODE_DIGITS).collect();
        if digits != typed {
            field.set_value(&digits);
        }
    }
}

fn field(page: &Element) -> Option<HtmlInputElement> {
    input(page, "login-code").or_else(|| input(page, "login-phone"))
}

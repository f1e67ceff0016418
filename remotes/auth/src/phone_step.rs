//! The first step of the login: the phone number.

use leptos::prelude::*;
use tarn_html_template::{Template, template};

use crate::login::Login;
use crate::login_form::{field, login_form};

const PHONE_STEP: &str = r#"<div>
    <h1 class="page-title">Log in</h1>
    <p class="page-lead"><span data-testid="login-reason" data-part="reason"></span>We send a six-digit code to your phone. No password needed.</p>
    <form class="auth-step" novalidate data-part="form">
        <div class="field">
            <label for="login-phone">Phone number</label>
            <input id="login-phone" type="tel" inputmode="tel" autocomplete="tel" placeholder="+1 555 010 0199" aria-describedby="login-problem login-phone-hint" data-testid="login-phone" data-part="field">
            <p class="field-hint" id="login-phone-hint">With country code. 7 to 15 digits.</p>
        </div>
        <div class="auth-problem" data-part="problem"></div>
        <button class="button button-primary button-wide" type="submit" data-testid="login-submit" data-part="submit">Send code</button>
    </form>
</div>"#;

/// Asks for the phone number. A number typed before is restored.
pub(crate) fn phone_step(login: Login, reason: impl Fn() -> String + 'static) -> Template {
    let step = template(PHONE_STEP).text("reason", reason);
    field(&step).set_value(&login.state.get_untracked().phone);
    login_form(step, login)
}

//! `OTPVerify`: the login. First the phone number, then the code that was sent to it.

use leptos::prelude::*;
use shared_store::{select_is_logged_in, select_is_ready, use_selector, use_store};
use shop_props::{OtpVerifyProps, SessionProblem};
use tarn_html_template::{Template, follow_later, template};

use crate::code_step::code_step;
use crate::login::Login;
use crate::phone_step::phone_step;
use crate::return_to::{reason, safe_return_to};

const PAGE: &str = r#"<div class="page page-narrow"><div data-part="unknown"></div><div data-part="page"></div></div>"#;

/// Shown until the session is known.
const SKELETON: &str = r#"<div>
    <h1 class="page-title">Log in</h1>
    <p class="page-lead"><span data-testid="login-reason" data-part="reason"></span>We send a six-digit code to your phone. No password needed.</p>
    <div class="auth-step" role="status" aria-busy="true" aria-label="Loading the login"><div class="skeleton-block"></div></div>
</div>"#;

/// Shown while the session cannot be checked.
const UNKNOWN: &str = r#"<div class="notice notice-info auth-unknown" role="status" data-testid="login-unknown">
    <p>The shop cannot check right now whether you are already logged in. Try again, or log in below.</p>
    <button class="button button-small" type="button" data-testid="login-check-again" data-part="again">Try again</button>
</div>"#;

/// Stays visible where no host navigates on, as on the standalone page.
const LOGGED_IN: &str = r#"<div>
    <h1 class="page-title">Log in</h1>
    <p class="page-lead" role="status">You are logged in.</p>
</div>"#;

/// The login. A logged-in shopper is sent on to the requested page.
pub(crate) fn otp_verify(props: ReadSignal<OtpVerifyProps>) -> impl IntoView {
    let is_ready = use_selector(select_is_ready);
    let is_logged_in = use_selector(select_is_logged_in);
    follow_later(move || {
        if is_ready.get() && is_logged_in.get() {
            // The props are not borrowed during the call, because the host may set new props in it.
            let props = props.get_untracked();
            let address = safe_return_to(props.return_to.as_deref());
            props.handle_navigate.call(&address.into());
        }
    });
    let login = Login::new(use_store());
    let is_unknown = move || !is_ready.get() && props.get().session_problem.is_some();
    let step = move || match (is_ready.get() || is_unknown(), is_logged_in.get()) {
        (false, _) => "skeleton",
        (true, true) => "logged-in",
        (true, false) if login.sent().is_some() => "code",
        (true, false) => "phone",
    };
    let reason = move || props.with(|props| reason(props.return_to.as_deref()).into());
    template(PAGE)
        .show(
            "unknown",
            move || is_unknown().then(|| "unknown".into()),
            move |_| unknown(props),
        )
        .show(
            "page",
            move || Some(step().into()),
            move |step| match step {
                "phone" => phone_step(login, reason),
                "code" => code_step(login),
                "logged-in" => template(LOGGED_IN),
                _ => template(SKELETON).text("reason", reason),
            },
        )
}

/// A notice above the login form, which keeps working.
fn unknown(props: ReadSignal<OtpVerifyProps>) -> Template {
    let is_checking = move || props.get().session_problem == Some(SessionProblem::Checking);
    template(UNKNOWN)
        .attr("again", "aria-busy", move || is_checking().then(|| "true".into()))
        .attr("again", "aria-disabled", move || is_checking().then(|| "true".into()))
        .on("again", "click", move |_| {
            // The props are not borrowed during the call, because the host sets new props in it.
            let props = props.get_untracked();
            if let Some(check) = &props.check_session
                && props.session_problem == Some(SessionProblem::Waiting)
            {
                check.call(&());
            }
        })
}

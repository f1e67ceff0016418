//! `OTPVerify`: the login. First the phone number, then the code that was sent to it.

use html_template::{follow_later, template};
use leptos::prelude::*;
use remote_props::OtpVerifyProps;
use shared_store::{select_is_logged_in, select_is_ready, use_selector, use_store};

use crate::code_step::code_step;
use crate::login::Login;
use crate::phone_step::phone_step;
use crate::return_to::safe_return_to;

const PAGE: &str = r#"<div class="page page-narrow" data-part="page"></div>"#;

/// While it is not known yet whether there is somebody to log in.
const SKELETON: &str = r#"<div>
    <h1 class="page-title">Log in</h1>
    <p class="page-lead">We send a six-digit code to your phone. No password needed.</p>
    <div class="auth-step" role="status" aria-busy="true" aria-label="Loading the login"><div class="skeleton-block"></div></div>
</div>"#;

/// Where nobody leads on, as on the remote's own page, this stays.
const LOGGED_IN: &str = r#"<div>
    <h1 class="page-title">Log in</h1>
    <p class="page-lead" role="status">You are logged in.</p>
</div>"#;

/// The login. Whoever is logged in, by it or already, is sent on to where they were going.
pub(crate) fn otp_verify(props: ReadSignal<OtpVerifyProps>) -> impl IntoView {
    let is_ready = use_selector(select_is_ready);
    let is_logged_in = use_selector(select_is_logged_in);
    follow_later(move || {
        if is_ready.get() && is_logged_in.get() {
            // Not borrowed during the call: the host may answer it with new props.
            let props = props.get_untracked();
            let address = safe_return_to(props.return_to.as_deref());
            props.handle_navigate.call(&address.into());
        }
    });
    let login = Login::new(use_store());
    let step = move || match (is_ready.get(), is_logged_in.get()) {
        (false, _) => "skeleton",
        (true, true) => "logged-in",
        (true, false) if login.sent().is_some() => "code",
        (true, false) => "phone",
    };
    template(PAGE).show(
        "page",
        move || Some(step().into()),
        move |step| match step {
            "phone" => phone_step(login),
            "code" => code_step(login),
            "logged-in" => template(LOGGED_IN),
            _ => template(SKELETON),
        },
    )
}

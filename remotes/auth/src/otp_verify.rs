//! `OTPVerify`: the login. First the phone number, then the code that was sent to it.

use leptos::prelude::*;
use shared_store::{select_is_logged_in, select_is_ready, use_selector, use_store};
use shop_props::SessionProblem;
use tarn_federation::leave_to_browser;
use tarn_view::{Show, follow_later, switch, view};

use crate::code_step::CodeStep;
use crate::login::Login;
use crate::phone_step::PhoneStep;
use crate::return_to::{reason, safe_return_to};

/// What the page shows below the notice.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    /// The session is not known yet.
    Loading,
    Phone,
    Code,
    /// Stays visible where no host navigates on, as on the standalone page.
    LoggedIn,
}

/// The login. A logged-in shopper is sent on to the requested page.
#[component]
pub(crate) fn OtpVerify(props: ReadSignal<shop_props::OtpVerifyProps>) -> impl IntoView {
    leave_to_browser();
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
        (false, _) => Step::Loading,
        (true, true) => Step::LoggedIn,
        (true, false) if login.sent().is_some() => Step::Code,
        (true, false) => Step::Phone,
    };
    let reason = move || props.with(|props| reason(props.return_to.as_deref()));
    view! {
        <div class="page page-narrow">
            <div><Show when=is_unknown><Unknown props/></Show></div>
            <div>
                {switch(step, move |step| match step {
                    Step::Loading => view! { <Loading reason/> },
                    Step::Phone => view! { <PhoneStep login reason/> },
                    Step::Code => view! { <CodeStep login/> },
                    Step::LoggedIn => view! {
                        <div>
                            <h1 class="page-title">"Log in"</h1>
                            <p class="page-lead" role="status">"You are logged in."</p>
                        </div>
                    },
                })}
            </div>
        </div>
    }
}

#[component]
fn Loading<R: Fn() -> &'static str + 'static>(reason: R) -> impl IntoView {
    view! {
        <div>
            <h1 class="page-title">"Log in"</h1>
            <p class="page-lead">
                <span data-testid="login-reason">{reason}</span>"We send a six-digit code to your phone. No password needed."
            </p>
            <div class="auth-step" role="status" aria-busy="true" aria-label="Loading the login"><div class="skeleton-block"></div></div>
        </div>
    }
}

/// A notice above the login form, which keeps working: the session cannot be checked.
#[component]
fn Unknown(props: ReadSignal<shop_props::OtpVerifyProps>) -> impl IntoView {
    let is_checking = move || (props.read().session_problem == Some(SessionProblem::Checking)).then_some("true");
    let check = move |_| {
        // The props are not borrowed during the call, because the host sets new props in it.
        let props = props.get_untracked();
        if let Some(check) = &props.check_session
            && props.session_problem == Some(SessionProblem::Waiting)
        {
            check.call(&());
        }
    };
    view! {
        <div class="notice notice-info auth-unknown" role="status" data-testid="login-unknown">
            <p>"The shop cannot check right now whether you are already logged in. Try again, or log in below."</p>
            <button
                class="button button-small" type="button" data-testid="login-check-again" aria-busy=is_checking aria-disabled=is_checking
                on:click=check
            >"Try again"</button>
        </div>
    }
}

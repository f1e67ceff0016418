//! `OTPVerify`: the login. First the phone number, then the code that was sent to it.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use remote_props::OtpVerifyProps;
use shared_store::{select_is_logged_in, select_is_ready, use_selector, use_store};

use crate::fields::{CodeField, DemoCode, PhoneField};
use crate::login::{Login, Pending};
use crate::resend::Resend;
use crate::return_to::safe_return_to;

/// The login. Whoever is logged in, by it or already, is sent on to where they were going.
pub(crate) fn otp_verify(props: ReadSignal<OtpVerifyProps>) -> impl IntoView {
    let is_ready = use_selector(select_is_ready);
    let is_logged_in = use_selector(select_is_logged_in);
    Effect::new(move |_| {
        if is_ready.get() && is_logged_in.get() {
            // Not borrowed during the call: the host may answer it with new props.
            let props = props.get_untracked();
            let address = safe_return_to(props.return_to.as_deref());
            props.handle_navigate.call(&address.into());
        }
    });
    view! {
        <div class="page page-narrow">
            {move || match is_ready.get() && !is_logged_in.get() {
                true => view! { <LoginForm/> }.into_any(),
                false => view! { <LoginSkeleton/> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn LoginForm() -> impl IntoView {
    let login = Login::new();
    let has_code = Memo::new(move |_| login.sent.with(Option::is_some));
    let is_spent = Memo::new(move |_| login.sent.with(|sent| sent.as_ref().is_some_and(|sent| sent.is_spent)));
    let store = StoredValue::new_local(use_store());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if login.sent.with_untracked(Option::is_some) {
            login.verify(store.get_value());
        } else {
            login.ask_for_code();
        }
    };
    view! {
        <h1 class="page-title">{move || if has_code.get() { "Enter the code" } else { "Log in" }}</h1>
        <p class="page-lead">
            {move || match has_code.get() {
                true => view! { <SentTo login/> }.into_any(),
                false => INTRODUCTION.into_any(),
            }}
        </p>
        <form class="auth-step" novalidate on:submit=submit>
            {move || match has_code.get() {
                true => view! { <DemoCode login/> <CodeField login/> }.into_any(),
                false => view! { <PhoneField login/> }.into_any(),
            }}
            {move || login.problem.get().map(|problem| view! {
                <div class="notice notice-error" id="login-problem" role="alert" data-testid="login-error">{problem}</div>
            })}
            <button
                class="button button-primary button-wide"
                type="submit"
                data-testid="login-submit"
                aria-busy=move || (login.pending.get() == Some(Pending::Submit)).then_some("true")
                disabled=move || login.pending.get().is_some() || is_spent.get()
            >
                {move || if has_code.get() { "Log in" } else { "Send code" }}
            </button>
            {move || has_code.get().then(|| view! { <Resend login/> })}
        </form>
    }
}

const INTRODUCTION: &str = "We send a six-digit code to your phone. No password needed.";

/// Says where the code went, and leads back.
#[component]
fn SentTo(login: Login) -> impl IntoView {
    let phone = login.sent.with_untracked(|sent| {
        sent.as_ref()
            .map(|sent| sent.challenge.phone.clone())
            .unwrap_or_default()
    });
    view! {
        {format!("Sent to {phone}. ")}
        <button
            class="button button-quiet button-small"
            type="button"
            data-testid="login-change-number"
            disabled=move || login.pending.get().is_some()
            on:click=move |_| login.change_number()
        >
            "Change number"
        </button>
    }
}

#[component]
fn LoginSkeleton() -> impl IntoView {
    view! {
        <h1 class="page-title">"Log in"</h1>
        <p class="page-lead">{INTRODUCTION}</p>
        <div class="auth-step" role="status" aria-busy="true" aria-label="Loading the login">
            <div class="skeleton-block"></div>
        </div>
    }
}

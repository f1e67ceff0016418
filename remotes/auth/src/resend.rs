//! Asking for another code, with the time until that is possible.

use std::time::Duration;

use leptos::prelude::*;

use crate::login::{Login, Pending, SentCode};

#[component]
pub(crate) fn Resend(login: Login) -> impl IntoView {
    let seconds_left = RwSignal::new(seconds(wait_ms(login)));
    let tick = Trigger::new();
    Effect::new(move |_| {
        tick.track();
        login.sent.track();
        let wait = wait_ms(login);
        seconds_left.set(seconds(wait));
        if wait > 0.0 {
            // When the seconds change next. Each run reads the clock again: hidden tabs are woken late.
            let delay = Duration::from_millis(((wait - 1.0) % 1000.0) as u64 + 1);
            if let Ok(timeout) = set_timeout_with_handle(move || tick.notify(), delay) {
                on_cleanup(move || timeout.clear());
            }
        }
    });
    view! {
        <div class="auth-resend">
            <span>
                {move || match seconds_left.get() {
                    0 => "No code yet?".to_owned(),
                    left => format!("New code in {}:{:02}", left / 60, left % 60),
                }}
            </span>
            <button
                class="button button-quiet button-small"
                type="button"
                data-testid="login-resend"
                aria-busy=move || (login.pending.get() == Some(Pending::Resend)).then_some("true")
                disabled=move || login.pending.get().is_some() || seconds_left.get() != 0
                on:click=move |_| login.ask_again()
            >
                "Send again"
            </button>
        </div>
    }
}

/// How long until another code may be asked for, in milliseconds.
fn wait_ms(login: Login) -> f64 {
    let from = |sent: &SentCode| if sent.is_spent { 0.0 } else { sent.resend_from };
    let from = login.sent.with_untracked(|sent| sent.as_ref().map_or(0.0, from));
    (from - js_sys::Date::now()).max(0.0)
}

fn seconds(wait_ms: f64) -> u32 {
    (wait_ms / 1000.0).ceil() as u32
}

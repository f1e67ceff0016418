//! `OTPVerify`: the login. First the phone number, then the code that was sent to it.

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event};
use remote_props::OtpVerifyProps;
use shared_store::{select_is_logged_in, select_is_ready, use_selector, use_store};

use crate::login::Login;
use crate::return_to::safe_return_to;
use crate::screen;

/// The login. Whoever is logged in, by it or already, is sent on to where they were going.
///
/// Its elements are templates that [`screen::render`] fills in, with one listener per kind of event: a view of closures would
/// be several times the code, and this is the first thing that a guest waits for.
pub(crate) fn otp_verify(props: ReadSignal<OtpVerifyProps>) -> impl IntoView {
    let is_ready = use_selector(select_is_ready);
    let is_logged_in = use_selector(select_is_logged_in);
    let login = Login::new(use_store());
    let page = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let (is_ready, is_logged_in) = (is_ready.get(), is_logged_in.get());
        let Some(page) = page.get() else { return };
        let begins = login
            .state
            .with(|state| screen::render(&page, state, is_ready, is_logged_in));
        if begins && is_ready && is_logged_in {
            // Not borrowed during the call: the host may answer it with new props.
            let props = props.get_untracked();
            let address = safe_return_to(props.return_to.as_deref());
            props.handle_navigate.call(&address.into());
        }
    });
    let count_down = move || {
        if let Some(Some(page)) = page.try_get_untracked() {
            login
                .state
                .with_untracked(|state| screen::render_countdown(&page, state));
        }
    };
    if let Ok(clock) = set_interval_with_handle(count_down, Duration::from_millis(500)) {
        on_cleanup(move || clock.clear());
    }
    view! {
        <div
            class="page page-narrow"
            node_ref=page
            on:submit=move |event| {
                event.prevent_default();
                if let Some(page) = page.get_untracked() {
                    login.submit(screen::typed(&page));
                }
            }
            on:input=|event| screen::tidy(&event)
            on:click=move |event| match pressed(&event).as_deref() {
                Some("login-resend") => login.ask_again(),
                Some("login-change-number") => login.change_number(),
                _ => {}
            }
        ></div>
    }
}

/// The test id of the button that was pressed.
fn pressed(event: &Event) -> Option<String> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("button").ok()??.get_attribute("data-testid")
}

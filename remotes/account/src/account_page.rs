//! `AccountPage`: who the shopper is, and how to reach the shop. Its three sections load and fail on their own.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys;
use remote_props::AccountPageProps;
use shared_store::{select_is_logged_in, select_is_ready, use_selector};

use crate::chat::Chat;
use crate::log_out::LogOut;
use crate::profile::Profile;
use crate::support::Support;

/// The account page. It needs a login; until the session is known it shows a skeleton, and redirects nobody.
pub(crate) fn account_page(props: ReadSignal<AccountPageProps>) -> impl IntoView {
    let is_ready = use_selector(select_is_ready);
    let is_logged_in = use_selector(select_is_logged_in);
    // Whoever logs out here is led elsewhere by that.
    let is_leaving = RwSignal::new(false);
    Effect::new(move |_| {
        if is_ready.get() && !is_logged_in.get() && !is_leaving.get_untracked() {
            // Not borrowed during the call: the host may answer it with new props.
            let props = props.get_untracked();
            props.handle_navigate.call(&"/login".into());
        }
    });
    view! {
        <div class="page">
            {move || match is_ready.get() && is_logged_in.get() {
                true => view! { <Account props is_leaving/> }.into_any(),
                false => view! { <AccountSkeleton/> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Account(props: ReadSignal<AccountPageProps>, is_leaving: RwSignal<bool>) -> impl IntoView {
    let section_link = |id: &'static str, name: &'static str| {
        view! { <a href=format!("#{id}") on:click=move |event| show_section(&event, id)>{name}</a> }
    };
    view! {
        <div class="page-head">
            <h1 class="page-title">"Your account"</h1>
            <LogOut props is_leaving/>
        </div>
        <nav class="tabs" aria-label="Account">
            {section_link("profile", "Profile")}
            {section_link("support", "Support")}
            {section_link("chat", "Chat")}
            <a href="/orders" data-testid="account-orders">"Orders"</a>
        </nav>
        <div class="account-columns">
            <div class="stack">
                <section class="card" id="profile" aria-labelledby="profile-title">
                    <h2 id="profile-title" tabindex="-1">"Profile"</h2>
                    <Profile props/>
                </section>
                <section class="card" id="support" aria-labelledby="support-title">
                    <h2 id="support-title" tabindex="-1">"Support"</h2>
                    <Support props/>
                </section>
            </div>
            <section class="card" id="chat" aria-labelledby="chat-title">
                <h2 id="chat-title" tabindex="-1">"Chat with the shop"</h2>
                <Chat/>
            </section>
        </div>
    }
}

/// Goes to a section without the router, for which a fragment would be a navigation of the whole page.
fn show_section(event: &web_sys::MouseEvent, id: &str) {
    let mut title_id = String::from(id);
    title_id.push_str("-title");
    let document = document();
    if let (Some(section), Some(title)) = (document.get_element_by_id(id), document.get_element_by_id(&title_id)) {
        event.prevent_default();
        focus(&title);
        section.scroll_into_view();
    }
}

/// Moves the focus; an element that has gone meanwhile is passed over.
pub(crate) fn focus(element: &web_sys::Element) {
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        let _ = element.focus();
    }
}

#[component]
fn AccountSkeleton() -> impl IntoView {
    let block = || view! { <div class="skeleton-block"></div> };
    view! {
        <div class="page-head">
            <h1 class="page-title">"Your account"</h1>
            <span class="skeleton-button"></span>
        </div>
        <div role="status" aria-busy="true" aria-label="Loading your account">
            <div class="account-columns">
                <div class="stack">{block()} {block()}</div>
                {block()}
            </div>
        </div>
    }
}

//! `AccountPage`: who the shopper is, and how to reach the shop. Its three sections load and fail on their own.

use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event};
use remote_props::AccountPageProps;
use shared_store::{
    select_is_logged_in, select_is_ready, select_locale, select_messages, select_tickets, select_user, use_selector,
    use_store,
};

use crate::account::Account;
use crate::parts::{focus, set, set_button};
use crate::request::{Kind, Request};
use crate::{chat, profile, support};

const SKELETON: &str = r#"<div class="page-head"><h1 class="page-title">Your account</h1><span class="skeleton-button"></span></div>
<div role="status" aria-busy="true" aria-label="Loading your account"><div class="account-columns"><div class="stack"><div class="skeleton-block"></div><div class="skeleton-block"></div></div><div class="skeleton-block"></div></div></div>"#;

const GUEST: &str = r#"<div class="page-head"><h1 class="page-title">Your account</h1></div>
<div class="empty-state"><h2>You are logged out</h2><p>Log in to see your profile, your tickets and the chat.</p><a class="button button-primary" href="/login">Log in</a></div>"#;

const HEAD: &str = r##"<div class="page-head"><h1 class="page-title">Your account</h1><button class="button button-danger" type="button" data-testid="logout" data-press="log-out">Log out</button></div>
<nav class="tabs" aria-label="Account"><a href="#profile" data-press="show">Profile</a><a href="#support" data-press="show">Support</a><a href="#chat" data-press="show">Chat</a><a href="/orders" data-testid="account-orders">Orders</a></nav>"##;

/// The account page. It needs a login; until the session is known it shows a skeleton, and redirects nobody.
///
/// Its elements are templates that the sections' `render` fills in, with one listener per kind of event: a view of closures
/// would be several times the code.
pub(crate) fn account_page(props: ReadSignal<AccountPageProps>) -> impl IntoView {
    let is_ready = use_selector(select_is_ready);
    let is_logged_in = use_selector(select_is_logged_in);
    let user = use_selector(select_user);
    let tickets = use_selector(select_tickets);
    let messages = use_selector(select_messages);
    let locale = use_selector(select_locale);
    let account = Account::new(props, use_store());
    let page = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let Some(page) = page.get() else { return };
        let shown = match (is_ready.get(), is_logged_in.get()) {
            (false, _) => Shown::Skeleton,
            (true, false) => Shown::Guest,
            (true, true) => Shown::Account,
        };
        let begins = set(&page, "data-shown", Some(shown.name()));
        if begins {
            show(&page, shown, account);
        }
        if shown == Shown::Account {
            let locale = locale.get();
            account.progress.with(|progress| {
                let is_pending = progress.of(Kind::LogOut).is_pending;
                set_button(&page, "logout", is_pending, is_pending);
                profile::render(&page, &user.get().unwrap_or_default(), progress);
                tickets.with(|tickets| support::render(&page, tickets, &locale, progress));
                messages.with(|messages| chat::render(&page, messages, &locale, progress));
            });
        } else if begins && shown == Shown::Guest && !account.is_leaving() {
            // Not borrowed during the call: the host may answer it with new props.
            let props = props.get_untracked();
            props.handle_navigate.call(&"/login".into());
        }
    });
    view! {
        <div
            class="page"
            node_ref=page
            on:submit=move |event| {
                event.prevent_default();
                if let Some(page) = page.get_untracked() {
                    match form_of(&event).as_deref() {
                        Some("profile-form") => profile::submit(&page, account),
                        Some("ticket-form") => support::submit(&page, account),
                        _ => chat::submit(&page, account),
                    }
                }
            }
            on:input=move |_| account.note_edit(Kind::SaveProfile)
            on:click=move |event| {
                press(&event, account);
            }
        ></div>
    }
}

/// What the page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// It is not known yet who is there.
    Skeleton,
    /// Nobody is logged in: they are being led elsewhere.
    Guest,
    Account,
}

impl Shown {
    fn name(self) -> &'static str {
        match self {
            Self::Skeleton => "skeleton",
            Self::Guest => "guest",
            Self::Account => "account",
        }
    }
}

/// Puts the templates into the page, and starts to load.
fn show(page: &Element, shown: Shown, account: Account) {
    match shown {
        Shown::Skeleton => page.set_inner_html(SKELETON),
        Shown::Guest => page.set_inner_html(GUEST),
        Shown::Account => {
            let html = [
                HEAD,
                r#"<div class="account-columns"><div class="stack">"#,
                profile::TEMPLATE,
                support::TEMPLATE,
                "</div>",
                chat::TEMPLATE,
                "</div>",
            ];
            page.set_inner_html(&html.concat());
            account.ask(Request::LoadTickets);
            account.ask(Request::LoadChat);
        }
    }
}

/// Does what was pressed, if it is something that can be pressed.
fn press(event: &Event, account: Account) -> Option<()> {
    let pressed = event
        .target()?
        .dyn_into::<Element>()
        .ok()?
        .closest("[data-press]")
        .ok()??;
    let request = match pressed.get_attribute("data-press")?.as_str() {
        "log-out" => Request::LogOut,
        "load-tickets" => Request::LoadTickets,
        "load-chat" => Request::LoadChat,
        "close-ticket" => {
            let row = pressed.closest("[data-id]").ok()??;
            Request::CloseTicket {
                id: row.get_attribute("data-id")?,
            }
        }
        _ => {
            // Without the router, for which a fragment would be a navigation of the whole page.
            let section = document().get_element_by_id(pressed.get_attribute("href")?.trim_start_matches('#'))?;
            event.prevent_default();
            focus(&section.query_selector("h2").ok()??);
            section.scroll_into_view();
            return None;
        }
    };
    account.ask(request);
    None
}

/// The test id of the form that was sent.
fn form_of(event: &Event) -> Option<String> {
    event.target()?.dyn_into::<Element>().ok()?.get_attribute("data-testid")
}

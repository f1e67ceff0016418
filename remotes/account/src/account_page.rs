//! `AccountPage`: profile, support and chat. Its three sections load and fail independently.

use leptos::prelude::*;
use leptos::web_sys::Event;
use shared_store::{select_is_logged_in, select_is_ready, use_selector, use_store};
use shop_wishlist::select_kept_count;
use tarn_federation::leave_to_browser;
use tarn_view::dom::{focus_by_id, prevent_default, scroll_into_view};
use tarn_view::{follow_later, switch, view};

use crate::account::Account;
use crate::chat::Chat;
use crate::profile::Profile;
use crate::request::{Kind, Request};
use crate::support::Support;

/// What the page shows.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Content {
    /// The session is not known yet.
    Loading,
    /// Until the redirect to the login.
    Guest,
    Sections,
}

/// The account page, for logged-in users. Until the session is known it shows a skeleton and does not redirect.
#[component]
pub(crate) fn AccountPage(props: ReadSignal<shop_props::AccountPageProps>) -> impl IntoView {
    leave_to_browser();
    let is_ready = use_selector(select_is_ready);
    let is_logged_in = use_selector(select_is_logged_in);
    let account = Account::new(props, use_store());
    follow_later(move || {
        if is_ready.get() && !is_logged_in.get() && !account.is_leaving() {
            // The props are not borrowed during the call, because the host may set new props in it.
            props.get_untracked().handle_navigate.call(&"/login".into());
        }
    });
    let content = move || match (is_ready.get(), is_logged_in.get()) {
        (false, _) => Content::Loading,
        (true, false) => Content::Guest,
        (true, true) => Content::Sections,
    };
    view! {
        <div class="page" on:input=move |_| account.clear_saved(Kind::SaveProfile)>
            {switch(content, move |content| match content {
                Content::Loading => view! { <Loading/> },
                Content::Guest => view! { <Guest/> },
                Content::Sections => view! { <Sections account/> },
            })}
        </div>
    }
}

#[component]
fn Loading() -> impl IntoView {
    view! {
        <div>
            <div class="page-head"><h1 class="page-title">"Your account"</h1><span class="skeleton-button"></span></div>
            <div role="status" aria-busy="true" aria-label="Loading your account">
                <div class="account-columns">
                    <div class="stack"><div class="skeleton-block"></div><div class="skeleton-block"></div></div>
                    <div class="skeleton-block"></div>
                </div>
            </div>
        </div>
    }
}

#[component]
fn Guest() -> impl IntoView {
    view! {
        <div>
            <div class="page-head"><h1 class="page-title">"Your account"</h1></div>
            <div class="empty-state">
                <h2>"You are logged out"</h2>
                <p>"Log in to see your profile, your tickets and the chat."</p>
                <a class="button button-primary" href="/login">"Log in"</a>
            </div>
        </div>
    }
}

#[component]
fn Sections(account: Account) -> impl IntoView {
    let busy = move || account.busy(Kind::LogOut);
    view! {
        <div>
            <div class="page-head">
                <h1 class="page-title">"Your account"</h1>
                <button
                    class="button button-danger" type="button" data-testid="logout" aria-busy=busy aria-disabled=busy
                    on:click=move |_| account.ask(Request::LogOut)
                >"Log out"</button>
            </div>
            <Tabs/>
            <div class="account-columns">
                <div class="stack"><Profile account/><Support account/></div>
                <Chat account/>
            </div>
        </div>
    }
}

/// Links to the sections, and to other pages of the shopper.
#[component]
fn Tabs() -> impl IntoView {
    // The slice belongs to the products remote. Until that remote has loaded, the selector reads the persisted state.
    let kept = use_selector(select_kept_count);
    view! {
        <nav class="tabs" aria-label="Account">
            <a href="#profile" on:click=|event| lead_to("profile", &event)>"Profile"</a>
            <a href="#support" on:click=|event| lead_to("support", &event)>"Support"</a>
            <a href="#chat" on:click=|event| lead_to("chat", &event)>"Chat"</a>
            <a href="/orders" data-testid="account-orders">"Orders"</a>
            <a href="/products?kept=true" data-testid="account-kept">
                "Kept for later: "<span data-testid="wishlist-count">{move || kept.get()}</span>
            </a>
        </nav>
    }
}

/// Scrolls to a section and focuses its title without the router, which would treat the fragment as a navigation of the whole page.
fn lead_to(section: &str, event: &Event) {
    if focus_by_id(&[section, "-title"].concat()) {
        prevent_default(event);
        scroll_into_view(section);
    }
}

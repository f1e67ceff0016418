//! `AccountPage`: profile, support and chat. Its three sections load and fail independently.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Event, HtmlElement};
use shared_store::{select_is_logged_in, select_is_ready, use_selector, use_store};
use shop_props::AccountPageProps;
use tarn_html_template::{Template, follow_later, template};

use shop_wishlist::select_kept_count;

use crate::account::Account;
use crate::chat::chat;
use crate::profile::profile;
use crate::request::{Kind, Request};
use crate::request_button::request_button;
use crate::support::support;

const PAGE: &str = r#"<div class="page" data-part="page"></div>"#;

const SKELETON: &str = r#"<div>
    <div class="page-head"><h1 class="page-title">Your account</h1><span class="skeleton-button"></span></div>
    <div role="status" aria-busy="true" aria-label="Loading your account"><div class="account-columns"><div class="stack"><div class="skeleton-block"></div><div class="skeleton-block"></div></div><div class="skeleton-block"></div></div></div>
</div>"#;

/// Shown to a guest until the redirect to the login.
const GUEST: &str = r#"<div>
    <div class="page-head"><h1 class="page-title">Your account</h1></div>
    <div class="empty-state"><h2>You are logged out</h2><p>Log in to see your profile, your tickets and the chat.</p><a class="button button-primary" href="/login">Log in</a></div>
</div>"#;

const SECTIONS: &str = r##"<div>
    <div class="page-head"><h1 class="page-title">Your account</h1><button class="button button-danger" type="button" data-testid="logout" data-part="log-out">Log out</button></div>
    <nav class="tabs" aria-label="Account"><a href="#profile" data-part="to-profile">Profile</a><a href="#support" data-part="to-support">Support</a><a href="#chat" data-part="to-chat">Chat</a><a href="/orders" data-testid="account-orders">Orders</a><a href="/products?kept=true" data-testid="account-kept">Kept for later: <span data-testid="wishlist-count" data-part="kept"></span></a></nav>
    <div class="account-columns"><div class="stack"><section data-part="profile"></section><section data-part="support"></section></div><section data-part="chat"></section></div>
</div>"##;

/// The account page, for logged-in users. Until the session is known it shows a skeleton and does not redirect.
pub(crate) fn account_page(props: ReadSignal<AccountPageProps>) -> impl IntoView {
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
        (false, _) => "skeleton",
        (true, false) => "guest",
        (true, true) => "sections",
    };
    template(PAGE)
        .on("page", "input", move |_| account.clear_saved(Kind::SaveProfile))
        .show(
            "page",
            move || Some(content().into()),
            move |content| match content {
                "sections" => sections(account),
                "guest" => template(GUEST),
                _ => template(SKELETON),
            },
        )
}

fn sections(account: Account) -> Template {
    // The slice belongs to the products remote. Until that remote has loaded, the selector reads the persisted state.
    let kept = use_selector(select_kept_count);
    let page = template(SECTIONS)
        .on("log-out", "click", move |_| account.ask(Request::LogOut))
        .text("kept", move || kept.get().to_string())
        .on("to-profile", "click", |event| lead_to("profile-title", &event))
        .on("to-support", "click", |event| lead_to("support-title", &event))
        .on("to-chat", "click", |event| lead_to("chat-title", &event));
    request_button(page, "log-out", account, Kind::LogOut)
        .put("profile", profile(account))
        .put("support", support(account))
        .put("chat", chat(account))
}

/// Scrolls to a section's title without the router, which would treat the fragment as a navigation of the whole page.
fn lead_to(title: &str, event: &Event) {
    let Some(title) = document().get_element_by_id(title) else {
        return;
    };
    event.prevent_default();
    if let Some(section) = title.parent_element() {
        // Focusing a removed title fails, and there is nothing to do then.
        let _ = title.unchecked_into::<HtmlElement>().focus();
        section.scroll_into_view();
    }
}

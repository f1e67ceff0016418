//! The header of every page.

use leptos::prelude::*;
use shared_store::{
    Selected, Theme, UserState, select_display_name, select_is_logged_in, select_is_ready, select_theme, use_selector,
    use_store,
};
use shop_page::{Page, use_address};
use tarn_federation::Callback;
use tarn_view::view;

use crate::callbacks::login_from;
use crate::current_at::current_at;
use crate::mini_cart_popover::MiniCartPopover;

#[component]
pub(crate) fn Header(navigate: Callback<String>, page: Page) -> impl IntoView {
    let theme = use_selector(select_theme);
    let is_dark = move || theme.get() == Theme::Dark;
    let store = use_store();
    view! {
        <header class="site-header">
            <div class="site-header-inner">
                <a href="/" class="brand" data-testid="nav-home">"Tarn"</a>
                <nav class="site-nav" aria-label="Shop">
                    <a href="/products" data-testid="nav-products" aria-current=current_at("/products")>"Products"</a>
                    <a href="/orders" data-testid="nav-orders" aria-current=current_at("/orders")>"Orders"</a>
                </nav>
                <div class="site-actions">
                    // The login comes first: the group is aligned right, so a long name shifts nothing beside it.
                    <span class="login-place"><LoginLink page/></span>
                    <button
                        class="theme-toggle" type="button" data-testid="theme-toggle" aria-label="Dark colours" aria-pressed=is_dark
                        on:click=move |_| shop_page::theme::toggle(&store)
                    ></button>
                    <MiniCartPopover navigate/>
                </div>
            </div>
        </header>
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Login {
    /// The session is not known yet.
    Restoring,
    LoggedOut,
    LoggedIn,
}

impl Login {
    fn of(user: &UserState) -> Self {
        match (select_is_ready(user), select_is_logged_in(user)) {
            (_, true) => Self::LoggedIn,
            (true, false) => Self::LoggedOut,
            (false, false) => Self::Restoring,
        }
    }
}

/// The link to the account or to the login. Until the session is known, a placeholder is shown: neither a login link nor a name may flash.
#[component]
fn LoginLink(page: Page) -> impl IntoView {
    let here = use_address();
    let known = use_selector(Login::of);
    let login = Selected::new(move || match known.get() {
        // While the server cannot be reached, the login link is shown as for a guest: opening it asks again.
        Login::Restoring if page.has_session_problem() => Login::LoggedOut,
        login => login,
    });
    let link = move || match login.get() {
        Login::Restoring => view! { <span class="account-link skeleton" aria-hidden="true"></span> },
        Login::LoggedOut => {
            view! { <a class="account-link" data-testid="nav-login" href=move || login_from(here)>"Log in"</a> }
        }
        Login::LoggedIn => view! { <AccountLink/> },
    };
    view! { {link} }
}

#[component]
fn AccountLink() -> impl IntoView {
    let name = use_selector(select_display_name);
    let name = move || name.get().unwrap_or_else(|| "Account".into());
    view! {
        <a href="/account" class="account-link" data-testid="nav-account" aria-current=current_at("/account")>
            <span class="visually-hidden">"Account of "</span>
            <span data-testid="login-state">{name}</span>
        </a>
    }
}

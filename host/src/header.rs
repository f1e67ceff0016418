//! The header of every page.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use shared_store::{
    Theme, select_display_name, select_is_logged_in, select_is_ready, select_theme, use_selector, use_store,
};

use crate::mini_cart_popover::CartLink;

#[component]
pub(crate) fn Header() -> impl IntoView {
    let path = use_location().pathname;
    let is_at = move |address: &'static str| move || path.with(|path| path == address).then_some("page");
    view! {
        <header class="site-header">
            <div class="site-header-inner">
                <a href="/" class="brand" data-testid="nav-home">"Tarn"</a>
                <nav class="site-nav" aria-label="Shop">
                    <a href="/products" data-testid="nav-products" aria-current=is_at("/products")>"Products"</a>
                    <a href="/orders" data-testid="nav-orders" aria-current=is_at("/orders")>"Orders"</a>
                </nav>
                <div class="site-actions">
                    <ThemeToggle/>
                    <LoginState/>
                    <CartLink/>
                </div>
            </div>
        </header>
    }
}

/// Until the session is known neither a login link nor a name is shown, only their place: no flash of the wrong one.
#[component]
fn LoginState() -> impl IntoView {
    let is_ready = use_selector(select_is_ready);
    let is_logged_in = use_selector(select_is_logged_in);
    let name = use_selector(select_display_name);
    move || match (is_ready.get(), is_logged_in.get()) {
        (_, true) => view! {
            <a href="/account" class="account-link" data-testid="nav-account">
                <span class="visually-hidden">"Account of "</span>
                <span data-testid="login-state">{move || name.get().unwrap_or_else(|| "Account".into())}</span>
            </a>
        }
        .into_any(),
        (true, false) => view! {
            <a href="/login" class="account-link" data-testid="nav-login">"Log in"</a>
        }
        .into_any(),
        (false, false) => view! { <span class="account-link skeleton" aria-hidden="true"></span> }.into_any(),
    }
}

#[component]
fn ThemeToggle() -> impl IntoView {
    let theme = use_selector(select_theme);
    let store = StoredValue::new_local(use_store());
    view! {
        <button
            class="theme-toggle"
            type="button"
            data-testid="theme-toggle"
            aria-pressed=move || (theme.get() == Theme::Dark).to_string()
            aria-label="Dark colours"
            on:click=move |_| store.with_value(page::theme::toggle)
        ></button>
    }
}

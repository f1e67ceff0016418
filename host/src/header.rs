//! The header of every page.

use leptos::prelude::*;
use leptos_router::components::A;
use shared_store::{
    Theme, select_display_name, select_is_logged_in, select_is_ready, select_theme, use_selector,
    use_store,
};

use crate::mini_cart_popover::CartLink;

#[component]
pub(crate) fn Header() -> impl IntoView {
    view! {
        <header class="site-header">
            <div class="site-header-inner">
                <A href="/" attr:class="brand" attr:data-testid="nav-home">"Tarn"</A>
                <nav class="site-nav" aria-label="Shop">
                    <A href="/products" attr:data-testid="nav-products">"Products"</A>
                    <A href="/orders" attr:data-testid="nav-orders">"Orders"</A>
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
    move || {
        match (is_ready.get(), is_logged_in.get()) {
        (_, true) => view! {
            <A href="/account" attr:class="account-link" attr:data-testid="nav-account">
                <span class="visually-hidden">"Account of "</span>
                <span data-testid="login-state">{move || name.get().unwrap_or_else(|| "Account".into())}</span>
            </A>
        }
        .into_any(),
        (true, false) => view! {
            <A href="/login" attr:class="account-link" attr:data-testid="nav-login">"Log in"</A>
        }
        .into_any(),
        (false, false) => view! { <span class="account-link skeleton" aria-hidden="true"></span> }.into_any(),
    }
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

//! The header of every page.

use leptos::prelude::*;
use shared_store::{
    Theme, UserState, select_display_name, select_is_logged_in, select_is_ready, select_theme, use_selector, use_store,
};
use shop_page::{Location, Page};
use tarn_html_template::{Template, template};

use crate::callbacks::{Callbacks, login_from};
use crate::mini_cart_popover::cart_link;

const HEADER: &str = r#"<header class="site-header">
    <div class="site-header-inner">
        <a href="/" class="brand" data-testid="nav-home">Tarn</a>
        <nav class="site-nav" aria-label="Shop">
            <a href="/products" data-testid="nav-products" data-part="products">Products</a>
            <a href="/orders" data-testid="nav-orders" data-part="orders">Orders</a>
        </nav>
        <div class="site-actions">
            <button class="theme-toggle" type="button" data-testid="theme-toggle" aria-label="Dark colours" data-part="theme"></button>
            <span class="login-place" data-part="login"></span>
            <div data-part="cart"></div>
        </div>
    </div>
</header>"#;

const ACCOUNT: &str = r#"<a href="/account" class="account-link" data-testid="nav-account" data-part="account">
    <span class="visually-hidden">Account of </span>
    <span data-testid="login-state" data-part="name"></span>
</a>"#;

const LOG_IN: &str = r#"<a class="account-link" data-testid="nav-login" data-part="link">Log in</a>"#;

const RESTORING: &str = r#"<span class="account-link skeleton" aria-hidden="true"></span>"#;

pub(crate) fn header(location: Location, callbacks: &Callbacks, page: Page) -> Template {
    let path = location.path;
    let is_at = move |address: &'static str| move || path.with(|path| path == address).then(|| "page".to_owned());
    let theme = use_selector(select_theme);
    let login = use_selector(login_state);
    let store = use_store();
    template(HEADER)
        .attr("products", "aria-current", is_at("/products"))
        .attr("orders", "aria-current", is_at("/orders"))
        .attr("theme", "aria-pressed", move || {
            Some((theme.get() == Theme::Dark).to_string())
        })
        .on("theme", "click", move |_| shop_page::theme::toggle(&store))
        .show(
            "login",
            move || {
                // While the server cannot be reached, the login link is shown as for a guest: opening it asks again.
                let is_unknown = login.get() == "restoring" && page.has_session_problem();
                Some(if is_unknown { "logged out" } else { login.get() }.into())
            },
            move |state| login_link(state, location),
        )
        .put("cart", cart_link(location, callbacks))
}

/// Until the session is known, a placeholder is shown: neither a login link nor a name may flash.
fn login_state(user: &UserState) -> &'static str {
    match (select_is_ready(user), select_is_logged_in(user)) {
        (_, true) => "logged in",
        (true, false) => "logged out",
        (false, false) => "restoring",
    }
}

fn login_link(state: &str, location: Location) -> Template {
    match state {
        "logged in" => {
            let name = use_selector(select_display_name);
            let is_here = move || location.path.with(|path| path == "/account").then(|| "page".to_owned());
            template(ACCOUNT)
                .attr("account", "aria-current", is_here)
                .text("name", move || name.get().unwrap_or_else(|| "Account".into()))
        }
        "logged out" => template(LOG_IN).attr("link", "href", move || Some(login_from(location))),
        _ => template(RESTORING),
    }
}

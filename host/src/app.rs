//! The shop in a browser.

use std::cell::Cell;

use leptos::prelude::*;
use shop_page::{Page, provide_router, use_address, use_navigation};
use tarn_federation::Federation;
use tarn_view::{follow, follow_later, view};

use crate::callbacks::Callbacks;
use crate::document::follow_navigation;
use crate::prefetch::prefetch_ahead;
use crate::route::Route;
use crate::shell::Shell;
use crate::toasts::Toasts;

/// Shows the shop and starts restoring the session.
#[component]
pub(crate) fn App(page: Page, federation: Federation) -> impl IntoView {
    // This is the first provider of the page's store, so nothing can be in its way.
    let _ = shared_store::hooks::provide(page.store.clone());
    federation.provide();
    prefetch_ahead(federation);
    let toasts = Toasts::new();
    page.settle_purchases(move |order| {
        let (id, pieces) = (&order.id, order.lines.iter().map(|line| line.quantity).sum::<u32>());
        let items = if pieces == 1 { "item" } else { "items" };
        toasts.show(format!(
            "Your last purchase was placed: order {id} with {pieces} {items}. It is no longer in your cart."
        ));
    });
    provide_router();
    keep_canonical();
    keep_session(&page, toasts);
    // Runs after the page at the address is in its place.
    follow_later(follow_navigation());
    let callbacks = Callbacks::new(toasts, page);
    view! { <Shell callbacks toasts/> }
}

/// Replaces an address that is not canonical.
fn keep_canonical() {
    let (address, navigation) = (use_address(), use_navigation());
    follow(move || {
        if let Some(path) = address.path.with(|path| Route::canonical(path)) {
            let (query, hash) = (address.query.get_untracked(), address.hash.get_untracked());
            navigation.go_instead(&(path + &query + &hash));
        }
    });
}

/// Restores the session, and checks it after each navigation.
fn keep_session(page: &Page, toasts: Toasts) {
    let restoring = page.clone();
    leptos::task::spawn_local(async move {
        tell(&restoring, restoring.restore_session().await, toasts);
    });
    let (asking, address) = (page.clone(), use_address());
    let is_first = Cell::new(true);
    follow(move || {
        address.path.track();
        if !is_first.replace(false) {
            let page = asking.clone();
            leptos::task::spawn_local(async move { tell(&page, page.check_session().await, toasts) });
        }
    });
}

/// Tells the shopper, once per outage, that the session could not be checked. Pages that need the session wait.
fn tell(page: &Page, checked: Result<(), String>, toasts: Toasts) {
    if let Err(error) = checked
        && page.reports_outage()
    {
        toasts.show(format!(
            "We could not check whether you are logged in. We keep trying. {error}"
        ));
    }
}

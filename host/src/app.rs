//! The shell around every page.

use std::cell::Cell;

use leptos::prelude::*;
use shop_page::{Location, Page};
use tarn_federation::Federation;
use tarn_html_template::{follow, template};

use crate::callbacks::Callbacks;
use crate::document::follow_navigation;
use crate::header::header;
use crate::page_at_address::page_at_address;
use crate::prefetch::prefetch_ahead;
use crate::route::Route;
use crate::toasts::Toasts;

const SKIP_LINK: &str = r##"<a class="skip-link" href="#main">Skip to the content</a>"##;

const MAIN: &str = r#"<main id="main" tabindex="-1" data-part="main"></main>"#;

const FOOTER: &str = r#"<footer class="site-footer">
    <div class="page">
        <p>Tarn, things for home, desk and hill.</p>
        <p class="muted demo-note">A demonstration shop: nothing is charged and nothing is sent.</p>
    </div>
</footer>"#;

/// Shows the shop and starts restoring the session.
pub(crate) fn app(page: Page, federation: &Federation) -> impl IntoView + use<> {
    // This is the first provider of the page's store, so nothing can be in its way.
    let _ = shared_store::hooks::provide(page.store.clone());
    prefetch_ahead(federation);
    federation.provide();
    let toasts = Toasts::new();
    page.settle_purchases(move |order| {
        let (id, pieces) = (&order.id, order.lines.iter().map(|line| line.quantity).sum::<u32>());
        let items = if pieces == 1 { "item" } else { "items" };
        toasts.show(format!(
            "Your last purchase was placed: order {id} with {pieces} {items}. It is no longer in your cart."
        ));
    });
    let restoring = page.clone();
    leptos::task::spawn_local(async move {
        tell(&restoring, restoring.restore_session().await, toasts);
    });
    let location = Location::follow();
    follow(move || {
        if let Some(address) = location.path.with(|path| Route::canonical(path)) {
            let (query, hash) = (location.query.get_untracked(), location.hash.get_untracked());
            location.go_instead(&(address + &query + &hash));
        }
    });
    let asking = page.clone();
    let is_first = Cell::new(true);
    follow(move || {
        location.path.track();
        if !is_first.replace(false) {
            let page = asking.clone();
            leptos::task::spawn_local(async move { tell(&page, page.check_session().await, toasts) });
        }
    });
    let callbacks = Callbacks::new(location, toasts, page.clone());
    (
        template(SKIP_LINK),
        header(location, &callbacks, page),
        page_at_address(template(MAIN), "main", location, callbacks).follow(follow_navigation(location)),
        template(FOOTER),
        toasts.list(),
    )
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

//! The shell around every page.

use federation::Federation;
use html_template::template;
use leptos::prelude::*;
use leptos_router::components::Router;
use leptos_router::hooks::use_url;
use leptos_router::location::{BrowserUrl, LocationProvider};
use page::Page;
use send_wrapper::SendWrapper;

use crate::callbacks::Callbacks;
use crate::document::follow_navigation;
use crate::header::header;
use crate::pages::page_at_address;
use crate::prefetch::prefetch_on_intent;
use crate::toasts::Toasts;

const SKIP_LINK: &str = r##"<a class="skip-link" href="#main">Skip to the content</a>"##;

const MAIN: &str = r#"<main id="main" tabindex="-1" data-part="main"></main>"#;

const FOOTER: &str = r#"<footer class="site-footer">
    <div class="page">
        <p>Tarn, things for home, desk and hill.</p>
        <p class="muted">A demonstration shop: nothing is charged and nothing is sent.</p>
    </div>
</footer>"#;

/// Shows the shop, and restores the session meanwhile.
pub(crate) fn app(page: Page, federation: Federation) -> impl IntoView {
    shared_store::hooks::provide(page.store.clone());
    prefetch_on_intent(&federation);
    provide_context(SendWrapper::new(federation));
    let toasts = Toasts::new();
    leptos::task::spawn_local(async move {
        if let Err(error) = page.restore_session().await {
            toasts.show(format!("We could not check whether you are logged in. {error}"));
        }
    });
    view! { <Router>{shell(toasts)}</Router> }
}

/// What the page consists of. The router's navigation is only known below `<Router>`.
fn shell(toasts: Toasts) -> impl IntoView {
    let callbacks = Callbacks::new(toasts);
    (
        template(SKIP_LINK),
        header(&callbacks),
        page_at_address(template(MAIN), "main", callbacks)
            .follow(follow_navigation())
            .follow(complete_navigation()),
        template(FOOTER),
        toasts.list(),
    )
}

/// The router writes an address once somebody tells it that the address's page is there: its own routes do, and here the page
/// itself, which is there at once, if only as a skeleton.
fn complete_navigation() -> impl Fn() {
    let (router, url) = (use_context::<BrowserUrl>(), use_url());
    move || {
        url.track();
        if let Some(router) = &router {
            router.ready_to_complete();
        }
    }
}

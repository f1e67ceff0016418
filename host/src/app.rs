//! The shell around every page.

use federation::Federation;
use leptos::prelude::*;
use leptos_router::WildcardSegment;
use leptos_router::components::{FlatRoutes, Route, Router};
use page::Page;
use send_wrapper::SendWrapper;

use crate::callbacks::Callbacks;
use crate::document::FollowNavigation;
use crate::header::Header;
use crate::not_found::not_found;
use crate::pages;
use crate::prefetch::PrefetchOnIntent;
use crate::toasts::{ToastList, Toasts};

/// Shows the shop, and restores the session meanwhile.
pub(crate) fn app(page: Page, federation: Federation) -> impl IntoView {
    shared_store::hooks::provide(page.store.clone());
    provide_context(SendWrapper::new(federation));
    let toasts = Toasts::new();
    provide_context(toasts);
    leptos::task::spawn_local(async move {
        if let Err(error) = page.restore_session().await {
            toasts.show(format!("We could not check whether you are logged in. {error}"));
        }
    });
    view! { <Router><Shell/></Router> }
}

#[component]
fn Shell() -> impl IntoView {
    // The router's navigation is only known below <Router>.
    provide_context(Callbacks::new());
    view! {
        <a class="skip-link" href="#main">"Skip to the content"</a>
        <FollowNavigation/>
        <PrefetchOnIntent/>
        <Header/>
        <main id="main" tabindex="-1">
            // One route for every address: `Route` knows the pages. The router completes a navigation when its route is shown.
            <FlatRoutes fallback=not_found>
                <Route path=WildcardSegment("path") view=pages::page/>
            </FlatRoutes>
        </main>
        <footer class="site-footer">
            <div class="page">
                <p>"Tarn, things for home, desk and hill."</p>
                <p class="muted">"A demonstration shop: nothing is charged and nothing is sent."</p>
            </div>
        </footer>
        <ToastList/>
    }
}

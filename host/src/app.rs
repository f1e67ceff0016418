//! The shell around every page.

use leptos::prelude::*;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::path;
use send_wrapper::SendWrapper;

use crate::callbacks::Callbacks;
use crate::document::FollowNavigation;
use crate::header::Header;
use crate::not_found::NotFound;
use crate::own::Owned;
use crate::prefetch::PrefetchOnIntent;
use crate::toasts::{ToastList, Toasts};
use crate::{pages, remote_routes};

/// Shows the shop, and restores the session meanwhile.
pub(crate) fn app(owned: Owned) -> impl IntoView {
    let Owned { page, federation } = owned;
    shared_store::hooks::provide(page.store.clone());
    provide_context(SendWrapper::new(federation));
    let toasts = Toasts::new();
    provide_context(toasts);
    leptos::task::spawn_local(async move {
        if let Err(error) = page.restore_session().await {
            toasts.show(format!(
                "We could not check whether you are logged in. {error}"
            ));
        }
    });
    view! {
        <Router>
            <Shell/>
        </Router>
    }
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
            <Routes fallback=NotFound>
                <Route path=path!("/") view=pages::home/>
                <Route path=path!("/login") view=pages::login/>
                <Route path=path!("/products") view=pages::products/>
                <Route path=path!("/product/:id") view=pages::product/>
                <Route path=path!("/cart") view=pages::cart/>
                <Route path=path!("/bag") view=pages::to_cart/>
                <Route path=path!("/checkout") view=pages::to_payment/>
                <Route path=path!("/checkout/payment") view=pages::payment/>
                <Route path=path!("/orders") view=pages::orders/>
                <Route path=path!("/orders/:id") view=pages::order/>
                <Route path=path!("/account") view=pages::account/>
                <Route path=path!("/apps/:name") view=remote_routes::page/>
            </Routes>
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

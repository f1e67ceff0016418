//! The shell around every page: the same in a browser and on a server.

use leptos::prelude::*;
use shop_page::use_address;
use tarn_view::view;

use crate::callbacks::Callbacks;
use crate::header::Header;
use crate::page_at_address::PageAtAddress;
use crate::route::Route;
use crate::toasts::{ToastRegion, Toasts};

/// Header, the page at the address, and footer.
#[component]
pub(crate) fn Shell(callbacks: Callbacks, toasts: Toasts) -> impl IntoView {
    let (navigate, page) = (callbacks.handle_navigate.clone(), callbacks.page.clone());
    let here = use_address();
    let needs_scripts = move || here.path.with(|path| Route::at(path).is_of_user());
    view! {
        <a class="skip-link" href="#main">"Skip to the content"</a>
        <Header navigate page/>
        <main id="main" tabindex="-1"><PageAtAddress callbacks/></main>
        <p class="page only-without-scripts" hidden=move || !needs_scripts()>
            "This page needs JavaScript: it shows what is yours, and only your browser knows that. Please switch JavaScript on."
        </p>
        <footer class="site-footer">
            <div class="page">
                <p>"Tarn, things for home, desk and hill."</p>
                <p class="muted demo-note">"A demonstration shop: nothing is charged and nothing is sent."</p>
            </div>
        </footer>
        <ToastRegion toasts/>
    }
}

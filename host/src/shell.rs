//! The shell around every page: the same in a browser and on a server.

use leptos::prelude::*;
use tarn_view::view;

use crate::callbacks::Callbacks;
use crate::header::Header;
use crate::page_at_address::PageAtAddress;
use crate::toasts::{ToastRegion, Toasts};

/// Header, the page at the address, and footer.
#[component]
pub(crate) fn Shell(callbacks: Callbacks, toasts: Toasts) -> impl IntoView {
    let (navigate, page) = (callbacks.handle_navigate.clone(), callbacks.page.clone());
    view! {
        <a class="skip-link" href="#main">"Skip to the content"</a>
        <Header navigate page/>
        // `host.css` shows it in place of a skeleton, without JavaScript.
        <p class="page needs-scripts">"This part of the shop needs JavaScript: please switch it on."</p>
        <main id="main" tabindex="-1"><PageAtAddress callbacks/></main>
        <footer class="site-footer">
            <div class="page">
                <p>"Tarn, things for home, desk and hill."</p>
                <p class="muted demo-note">"A demonstration shop: nothing is charged and nothing is sent."</p>
            </div>
        </footer>
        <ToastRegion toasts/>
    }
}

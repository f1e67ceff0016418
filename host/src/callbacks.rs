//! The callback props that the host gives to remotes. The host alone changes the address.

use leptos::prelude::*;
use shop_page::{Address, Navigation, Page, use_address, use_navigation};
use shop_props::Subject;
use tarn_federation::Callback;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
use crate::document;
use crate::route::Route;
use crate::toasts::Toasts;

/// The callbacks and page state that become props of remotes.
#[derive(Clone)]
pub(crate) struct Callbacks {
    pub(crate) handle_navigate: Callback<String>,
    pub(crate) on_go_to_payment: Callback<()>,
    pub(crate) on_show_toast: Callback<String>,
    pub(crate) handle_replace: Callback<String>,
    pub(crate) on_subject: Callback<Subject>,
    /// Asks the server again whether the session is valid.
    pub(crate) check_session: Callback<()>,
    pub(crate) page: Page,
    navigation: Navigation,
}

impl Callbacks {
    pub(crate) fn new(toasts: Toasts, page: Page) -> Self {
        let asking = page.clone();
        let (here, navigation) = (use_address(), use_navigation());
        Self {
            handle_navigate: Callback::new(move |address: String| {
                let is_at_login = here.path.with_untracked(|path| Route::at(path)) == Route::Login;
                match (is_at_login, Route::at(&address)) {
                    // A page that needs a login is replaced by the login: Back must not return to it.
                    (false, Route::Login) => navigation.go_instead(&untrack(|| login_from(here))),
                    // The login is replaced as well: Back to it would redirect at once.
                    (true, _) => navigation.go_instead(&address),
                    _ => navigation.go(&address),
                }
            }),
            on_go_to_payment: Callback::new(move |()| navigation.go("/checkout/payment")),
            on_show_toast: Callback::new(move |text| toasts.show(text)),
            handle_replace: Callback::new(move |address: String| navigation.go_instead(&address)),
            on_subject: Callback::new(|subject| show_subject(&subject)),
            check_session: Callback::new(move |()| asking.check_session_soon()),
            page,
            navigation,
        }
    }

    /// Replaces the present address. A server redirects before it renders.
    pub(crate) fn go_instead(&self, address: &'static str) {
        let navigation = self.navigation;
        let go = move || navigation.go_instead(address);
        // Deferred, because the view of the present address is still being built.
        #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
        queue_microtask(go);
        #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
        let _ = go;
    }
}

/// Shows title and description of what the page is about. A server has both from the remote's renderer.
fn show_subject(subject: &Subject) {
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    {
        document::set_title(&subject.title);
        document::set_description(&subject.description);
    }
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    let _ = subject;
}

/// The address of the login that leads back to the present page. At the login itself, the present address.
pub(crate) fn login_from(here: Address) -> String {
    match here.path.with(|path| Route::at(path)) {
        Route::Login => here.get(),
        Route::Home => "/login".into(),
        _ => String::from("/login?next=") + &String::from(js_sys::encode_uri_component(&here.get())),
    }
}

//! The callback props that the host gives to remotes. The host alone owns the router.

use federation::Callback;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::route::Route;
use crate::toasts::Toasts;

/// What remotes may ask the host for.
#[derive(Clone)]
pub(crate) struct Callbacks {
    pub(crate) handle_navigate: Callback<String>,
    pub(crate) on_go_to_payment: Callback<()>,
    pub(crate) on_show_toast: Callback<String>,
    go_instead: Callback<String>,
}

impl Callbacks {
    /// Callbacks of the router above.
    pub(crate) fn new(toasts: Toasts) -> Self {
        let location = use_location();
        let (go, go_to_payment, go_instead) = (use_navigate(), use_navigate(), use_navigate());
        let replace = || NavigateOptions {
            replace: true,
            ..NavigateOptions::default()
        };
        Self {
            handle_navigate: Callback::new(move |address: String| {
                let path = location.pathname.get_untracked();
                if Route::at(&address) != Route::Login || Route::at(&path) == Route::Login {
                    return go(&address, NavigateOptions::default());
                }
                // A page that needs a login is one to return to after the login, not with the Back button.
                let search = location.search.get_untracked();
                let here = if search.is_empty() {
                    path
                } else {
                    format!("{path}?{search}")
                };
                go(
                    &format!("/login?next={}", js_sys::encode_uri_component(&here)),
                    replace(),
                );
            }),
            on_go_to_payment: Callback::new(move |()| go_to_payment("/checkout/payment", NavigateOptions::default())),
            on_show_toast: Callback::new(move |text| toasts.show(text)),
            go_instead: Callback::new(move |address: String| go_instead(&address, replace())),
        }
    }

    /// Goes to another address in place of the present one.
    pub(crate) fn go_instead(&self, address: &'static str) {
        let go = self.go_instead.clone();
        // Not while the view of the present address is still being made.
        queue_microtask(move || go.call(&address.to_owned()));
    }
}

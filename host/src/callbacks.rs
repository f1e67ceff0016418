//! The callback props that the host gives to remotes. The host alone owns the router.

use federation::Callback;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::toasts::Toasts;

/// What remotes may ask the host for.
#[derive(Clone)]
pub(crate) struct Callbacks {
    pub(crate) handle_navigate: Callback<String>,
    pub(crate) on_go_to_payment: Callback<()>,
    pub(crate) on_show_toast: Callback<String>,
}

impl Callbacks {
    /// Callbacks of the router above.
    pub(crate) fn new() -> Self {
        let navigate = use_navigate();
        let location = use_location();
        let toasts = expect_toasts();
        let go_to_payment = navigate.clone();
        Self {
            handle_navigate: Callback::new(move |address: String| {
                let here = format!(
                    "{}{}",
                    location.pathname.get_untracked(),
                    with_mark(&location.search.get_untracked())
                );
                let (address, options) = match address.as_str() {
                    // A page that needs a login is not one to come back to with the Back button, but one to return to
                    // after the login.
                    "/login" => (
                        format!("/login?next={}", js_sys::encode_uri_component(&here)),
                        NavigateOptions {
                            replace: true,
                            ..NavigateOptions::default()
                        },
                    ),
                    _ => (address, NavigateOptions::default()),
                };
                navigate(&address, options);
            }),
            on_go_to_payment: Callback::new(move |()| {
                go_to_payment("/checkout/payment", NavigateOptions::default())
            }),
            on_show_toast: Callback::new(move |text| toasts.show(text)),
        }
    }
}

/// The callbacks of the shell above.
pub(crate) fn use_callbacks() -> Callbacks {
    use_context().unwrap_or_else(Callbacks::new)
}

fn expect_toasts() -> Toasts {
    use_context().unwrap_or_else(Toasts::new)
}

fn with_mark(search: &str) -> String {
    match search.trim_start_matches('?') {
        "" => String::new(),
        search => format!("?{search}"),
    }
}

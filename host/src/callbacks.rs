//! The callback props that the host gives to remotes. The host alone changes the address.

use federation::Callback;
use leptos::prelude::*;
use page::Location;

use crate::route::Route;
use crate::toasts::Toasts;

/// What remotes may ask the host for.
#[derive(Clone)]
pub(crate) struct Callbacks {
    pub(crate) handle_navigate: Callback<String>,
    pub(crate) on_go_to_payment: Callback<()>,
    pub(crate) on_show_toast: Callback<String>,
    location: Location,
}

impl Callbacks {
    pub(crate) fn new(location: Location, toasts: Toasts) -> Self {
        Self {
            handle_navigate: Callback::new(move |address: String| {
                let path = location.path.get_untracked();
                if Route::at(&address) != Route::Login || Route::at(&path) == Route::Login {
                    return location.go(&address);
                }
                // A page that needs a login is one to return to after the login, not with the Back button.
                let here = path + &location.query.get_untracked();
                let here = js_sys::encode_uri_component(&here);
                location.go_instead(&format!("/login?next={here}"));
            }),
            on_go_to_payment: Callback::new(move |()| location.go("/checkout/payment")),
            on_show_toast: Callback::new(move |text| toasts.show(text)),
            location,
        }
    }

    /// Goes to another address in place of the present one.
    pub(crate) fn go_instead(&self, address: &'static str) {
        let location = self.location;
        // Not while the view of the present address is still being made.
        queue_microtask(move || location.go_instead(address));
    }
}

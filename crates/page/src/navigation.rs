//! Navigation: the page alone changes its address.

use leptos::prelude::*;
use leptos_router::location::{BrowserUrl, LocationProvider, Url};
use tarn_base_path::of_page;
use wasm_bindgen::JsValue;

use crate::address::Address;

/// Changes the address of the page.
///
/// Leptos' `use_navigate` serves stock components. It panics where the browser refuses an entry of the history, and leaves the page for an
/// address of another origin. It writes no entry for the address that it has written last, or at which the page was loaded, even if other
/// navigation has left that address: the address bar then keeps the one before.
#[derive(Debug, Clone, Copy)]
pub struct Navigation {
    /// The address of Leptos' router.
    url: RwSignal<Url>,
    address: Address,
}

/// Navigation within the page.
///
/// ```no_run
/// # use leptos::prelude::*;
/// # fn component() {
/// let navigation = tarn_page::use_navigation();
/// let leave = move || navigation.go("/cart?from=mail");
/// # }
/// ```
///
/// # Panics
///
/// Outside of a page with [`provide_router`](crate::provide_router).
#[must_use]
pub fn use_navigation() -> Navigation {
    match use_context() {
        Some(navigation) => navigation,
        None => panic!("use_navigation() needs provide_router() above"),
    }
}

impl Navigation {
    /// The navigation of a page that a server renders: nothing changes its address.
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    pub(crate) fn of_request(address: Address) -> Self {
        Self {
            url: RwSignal::new(Url::default()),
            address,
        }
    }

    pub(crate) fn new(browser: &BrowserUrl, address: Address) -> Self {
        Self {
            url: browser.as_url().clone().into(),
            address,
        }
    }

    /// Navigates to an address of this origin. The current address adds no entry to the history, as with any link.
    pub fn go(self, address: &str) {
        self.write(address, untrack(|| self.address.get()) == address);
    }

    /// Navigates to an address of this origin and replaces the current entry of the history.
    pub fn go_instead(self, address: &str) {
        self.write(address, true);
    }

    fn write(self, address: &str, in_place: bool) {
        let written = window().history().and_then(|history| {
            let address = of_page().resolve(address);
            let address = Some(address.as_str());
            if in_place {
                history.replace_state_with_url(&JsValue::NULL, "", address)
            } else {
                history.push_state_with_url(&JsValue::NULL, "", address)
            }
        });
        match written {
            Ok(()) => self.read(),
            // The address belongs to another origin or is malformed, or the history has too many changes: the error of the browser says so.
            Err(error) => web_sys::console::error_1(&error),
        }
    }

    /// Gives Leptos' router the address of the browser. The router itself follows Back and Forward only.
    pub(crate) fn read(self) {
        match BrowserUrl::current() {
            Ok(url) => {
                if self.url.with_untracked(|before| *before != url) {
                    self.url.set(url);
                }
            }
            Err(error) => web_sys::console::error_1(&error),
        }
    }
}

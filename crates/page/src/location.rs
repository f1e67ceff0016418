//! The address of the page, which only its owner changes. Links in the page and `handleNavigate` change it without a reload.
//!
//! The owner maps addresses to pages. The router of Leptos adds route matching, nested views, forms and transitions, which cost 10 KB and
//! are not needed here.

use gloo_events::EventListener;
use leptos::prelude::*;
use tarn_base_path::of_page;
use wasm_bindgen::JsValue;

use crate::{address_changes, links};

/// The address of the page.
///
/// ```no_run
/// use leptos::prelude::*;
/// use tarn_page::Location;
///
/// let location = Location::follow();
/// Effect::new(move |_| leptos::logging::log!("at {}", location.path.get()));
/// location.go("/cart");
/// ```
#[derive(Clone, Copy)]
pub struct Location {
    /// The path, such as `/product/p1`, without the base path of the page and without a trailing slash. Percent escapes are decoded where
    /// that keeps the meaning.
    pub path: RwSignal<String>,
    /// The query, such as `?page=2`, or empty.
    pub query: RwSignal<String>,
    /// The fragment, such as `#support`, or empty.
    pub hash: RwSignal<String>,
}

impl Location {
    /// Follows the address of the browser for the life of the page.
    #[must_use]
    pub fn follow() -> Self {
        let location = Self {
            path: RwSignal::default(),
            query: RwSignal::default(),
            hash: RwSignal::default(),
        };
        location.read();
        EventListener::new(&window(), "popstate", move |_| location.read()).forget();
        address_changes::follow(move || location.read());
        links::follow(location);
        location
    }

    /// Navigates to an address of this origin. The current address adds no entry to the history, as with any link.
    pub fn go(self, address: &str) {
        let here = self.path.get_untracked() + &self.query.get_untracked() + &self.hash.get_untracked();
        self.write(address, here == address);
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
            // The address belongs to another origin or is malformed: the error of the browser names it.
            Err(error) => web_sys::console::error_1(&error),
        }
    }

    fn read(self) {
        let location = window().location();
        let path = location.pathname().unwrap_or_default();
        let path = of_page().strip(&path).unwrap_or(&path);
        let path = js_sys::decode_uri(path).map_or_else(|_| path.to_owned(), String::from);
        let path = match path.trim_end_matches('/') {
            "" => String::from("/"),
            page => page.to_owned(),
        };
        // The path first: the view of the path must change before the component that disappears.
        if self.path.with_untracked(|before| *before != path) {
            self.path.set(path);
        }
        let query = location.search().unwrap_or_default();
        if self.query.with_untracked(|before| *before != query) {
            self.query.set(query);
        }
        let hash = location.hash().unwrap_or_default();
        if self.hash.with_untracked(|before| *before != hash) {
            self.hash.set(hash);
        }
    }
}

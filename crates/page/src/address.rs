//! The address of the page, within its base path.

use leptos::prelude::*;
use leptos_router::location::Location;
use tarn_base_path::of_page;

/// The address of the page as its links have it. Leptos' `use_location` has the one of the browser, with base path and all escapes.
#[derive(Debug, Clone, Copy)]
pub struct Address {
    /// The path, such as `/product/p1`, without the base path of the page and without a trailing slash. Percent escapes are decoded where
    /// that keeps the meaning.
    pub path: Memo<String>,
    /// The query, such as `?page=2`, or empty. Its escapes are not decoded.
    pub query: Memo<String>,
    /// The fragment, such as `#support`, or empty. Its escapes are not decoded.
    pub hash: Memo<String>,
}

impl Address {
    /// The address of a request to a server.
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    pub(crate) fn of_request(path: &str, query: &str) -> Self {
        let constant = |text: &str| {
            let text = text.to_owned();
            Memo::new(move |_| text.clone())
        };
        Self {
            path: constant(&decoded(path)),
            query: constant(query),
            hash: constant(""),
        }
    }

    pub(crate) fn of(location: &Location) -> Self {
        let (path, search) = (location.pathname, location.search);
        Self {
            path: Memo::new(move |_| path.with(|path| path_of_site(path))),
            query: Memo::new(move |_| search.with(|search| with_question_mark(search))),
            hash: location.hash,
        }
    }

    /// Path, query and fragment, tracked.
    #[must_use]
    pub fn get(self) -> String {
        self.path.get() + &self.query.get() + &self.hash.get()
    }
}

/// The address of the page.
///
/// # Panics
///
/// Outside of a page with [`provide_router`](crate::provide_router).
#[must_use]
pub fn use_address() -> Address {
    match use_context() {
        Some(address) => address,
        None => panic!("use_address() needs provide_router() above"),
    }
}

fn path_of_site(path: &str) -> String {
    decoded(of_page().strip(path).unwrap_or(path))
}

/// The path without a trailing slash and with decoded escapes; unchanged escapes if one of them is malformed.
fn decoded(path: &str) -> String {
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    let decoded = js_sys::decode_uri(path).ok().map(String::from);
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    let decoded = crate::escapes::decode_uri(path);
    let path = decoded.unwrap_or_else(|| path.to_owned());
    match path.trim_end_matches('/') {
        "" => String::from("/"),
        page => page.to_owned(),
    }
}

fn with_question_mark(search: &str) -> String {
    match search {
        "" => String::new(),
        _ => String::from("?") + search,
    }
}

//! The base path of the page that runs this app.

use std::cell::Cell;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
use wasm_bindgen::prelude::wasm_bindgen;

use crate::BasePath;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
#[wasm_bindgen(module = "/src/base_path.js")]
extern "C" {
    #[wasm_bindgen(js_name = basePath)]
    fn base_path() -> String;
}

/// A native test page has no base path.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
fn base_path() -> String {
    "/".into()
}

thread_local! {
    static OF_PAGE: Cell<Option<&'static BasePath>> = const { Cell::new(None) };
}

/// The base path of the page, which is read once per app. It is `/` if the page names none, or one without a slash at both ends, and on
/// other targets than a browser's.
///
/// ```no_run
/// let address = tarn_base_path::of_page().resolve("/cart");
/// ```
#[must_use]
pub fn of_page() -> &'static BasePath {
    OF_PAGE.get().unwrap_or_else(|| {
        let read: &'static BasePath = Box::leak(Box::new(BasePath(base_path())));
        OF_PAGE.set(Some(read));
        read
    })
}

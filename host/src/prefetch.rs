//! A remote is fetched before the shopper goes there: when the pointer or the focus comes to a link, and when the page is idle.
//! When is for the page's script to say (`crates/tool/src/package/ahead.js`), which also knows which remote shows which page.

use tarn_federation::Federation;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = __AHEAD__, js_name = prefetchWith)]
    fn prefetch_with(prefetch: JsValue);
}

/// Lets the page have remotes fetched, by name.
pub(crate) fn prefetch_ahead(federation: &Federation) {
    let federation = federation.clone();
    let prefetch = Closure::<dyn Fn(String)>::new(move |remote: String| federation.prefetch(&remote));
    prefetch_with(prefetch.into_js_value());
}

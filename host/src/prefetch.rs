//! Prefetches a remote when the pointer or the focus reaches a link to it, and when the page is idle. The page's script
//! (`crates/tool/src/package/preload.js`) decides when, because it knows which remote shows which page.

use tarn_federation::Federation;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = __PRELOAD__, js_name = prefetchWith)]
    fn prefetch_with(prefetch: JsValue);
}

/// Gives the page's script a function that prefetches a remote by name.
pub(crate) fn prefetch_ahead(federation: Federation) {
    let prefetch = Closure::<dyn Fn(String)>::new(move |remote: String| federation.prefetch(&remote));
    prefetch_with(prefetch.into_js_value());
}

//! The browser capabilities of the client and the cache.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/owner/capabilities.js")]
extern "C" {
    #[wasm_bindgen(js_name = capabilities)]
    fn capabilities_of(to_json: &JsValue, open_channel: &JsValue) -> Browser;

    pub(super) type Browser;
}

/// Stateless: all calls return equivalent objects.
pub(super) fn capabilities() -> Browser {
    capabilities_of(
        &tarn_capabilities::json::stringify_function(),
        &tarn_capabilities::channel::open_function(),
    )
}

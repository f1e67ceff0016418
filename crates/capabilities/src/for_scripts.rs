//! The capabilities as a JavaScript object.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/capabilities.js")]
extern "C" {
    fn capabilities(to_json: &JsValue, open_channel: &JsValue) -> JsValue;
}

/// The capabilities of this page as one JavaScript object, for scripts of other crates: `src/capabilities.js` describes its members.
/// Stateless: all calls return equivalent objects.
///
/// ```no_run
/// assert!(tarn_capabilities::for_scripts().is_object());
/// ```
#[must_use]
pub fn for_scripts() -> JsValue {
    capabilities(&crate::json::stringify_function(), &crate::channel::open_function())
}

//! JSON of JavaScript values.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/to_json.js")]
extern "C" {
    #[wasm_bindgen(js_name = toJson, catch)]
    fn to_json(value: &JsValue) -> Result<Option<String>, JsValue>;

    #[wasm_bindgen(thread_local_v2, js_name = toJson)]
    static TO_JSON: JsValue;
}

/// The JSON of plain data; `None` for a value without JSON. A `toJSON` that other scripts add to prototypes has no effect.
///
/// ```no_run
/// use wasm_bindgen::JsValue;
///
/// assert_eq!(tarn_capabilities::json::stringify(&JsValue::from(3)), Some("3".into()));
/// ```
#[must_use]
pub fn stringify(value: &JsValue) -> Option<String> {
    to_json(value).ok().flatten()
}

/// [`stringify()`] as a JavaScript function `toJson(value, isSorted)`, for scripts of other crates.
#[must_use]
pub fn stringify_function() -> JsValue {
    TO_JSON.with(JsValue::clone)
}

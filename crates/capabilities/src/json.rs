//! JSON texts of JavaScript values.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/to_json.js")]
extern "C" {
    #[wasm_bindgen(js_name = toJson, catch)]
    fn to_json(value: &JsValue) -> Result<Option<String>, JsValue>;

    #[wasm_bindgen(thread_local_v2, js_name = toJson)]
    static TO_JSON: JsValue;
}

/// The JSON of plain data; `None` where it has none. What other scripts have done to `toJSON` changes nothing.
#[must_use]
pub fn stringify(value: &JsValue) -> Option<String> {
    to_json(value).ok().flatten()
}

/// The same as a function of JavaScript, `toJson(value, isSorted)`, for scripts of other crates.
#[must_use]
pub fn stringify_function() -> JsValue {
    TO_JSON.with(JsValue::clone)
}

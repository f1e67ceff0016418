//! From JavaScript.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use crate::Error;

#[wasm_bindgen(module = "/src/js/from_js.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = fromJs)]
    fn encode(value: &JsValue) -> Result<Vec<u8>, JsValue>;

    /// A function `(type, payload)` that gives the bytes of an action, a [`crate::Tagged`], and throws an `Error` that names the
    /// field which is no data.
    #[wasm_bindgen(js_name = actionEncoder)]
    pub fn action_encoder() -> JsValue;
}

/// The bytes of a plain JavaScript value: what JSON can hold. `undefined` is null, and an undefined field is left out.
///
/// # Errors
/// For functions, symbols, big integers, numbers that are not finite, cycles, and values of more than 4 MiB. The error
/// names the field.
pub fn from_js(value: &JsValue) -> Result<Vec<u8>, Error> {
    encode(value).map_err(|thrown| {
        let text = |name: &str| {
            let text = Reflect::get(&thrown, &name.into()).ok();
            text.and_then(|text| text.as_string()).unwrap_or_default()
        };
        let (path, error) = (text("path"), Error::new(text("message")));
        if path.is_empty() { error } else { error.at(&path) }
    })
}

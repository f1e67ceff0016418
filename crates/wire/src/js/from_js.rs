//! Conversion from JavaScript.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use crate::Error;

#[wasm_bindgen(module = "/src/js/from_js.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = fromJs)]
    fn encode(value: &JsValue) -> Result<Vec<u8>, JsValue>;

    /// A JavaScript function `(type, payload)` that returns the bytes of an action, a [`crate::Tagged`]. It throws an `Error` that names a
    /// field whose value is not data.
    #[wasm_bindgen(js_name = actionEncoder)]
    pub fn action_encoder() -> JsValue;
}

/// The bytes of a plain JavaScript value, which JSON can represent. `undefined` becomes null, and an undefined field is omitted.
///
/// ```no_run
/// use wasm_bindgen::JsValue;
///
/// let bytes = tarn_wire::js::from_js(&JsValue::from_str("p1"))?;
/// assert_eq!(tarn_wire::from_slice::<String>(&bytes)?, "p1");
/// # Ok::<(), tarn_wire::Error>(())
/// ```
///
/// # Errors
/// Functions, symbols, big integers, numbers that are not finite, cycles, and values of more than 4 MiB. The error names the field.
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

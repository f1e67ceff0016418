//! JSON of storage and other tabs, with the parser of the browser.

/// The bytes of the value of a JSON text; `None` if it is not JSON, or nested too deeply.
#[must_use]
pub fn parse(text: &str) -> Option<Vec<u8>> {
    let value = js_sys::JSON::parse(text).ok()?;
    tarn_wire::js::from_js(&value).ok()
}

/// The JSON of an encoded value; empty if the bytes are malformed.
#[must_use]
pub fn stringify(bytes: &[u8]) -> String {
    tarn_wire::js::to_js(bytes)
        .ok()
        .and_then(|value| tarn_capabilities::json::stringify(&value))
        .unwrap_or_default()
}

//! JSON, as storage and other tabs have it. The browser's own parser does the work.

/// The bytes of what a JSON text says; `None` if it is no JSON, or nested too deeply.
#[must_use]
pub fn parse(text: &str) -> Option<Vec<u8>> {
    let value = js_sys::JSON::parse(text).ok()?;
    tarn_wire::js::from_js(&value).ok()
}

/// The JSON of encoded bytes; empty if they are none.
#[must_use]
pub fn stringify(bytes: &[u8]) -> String {
    tarn_wire::js::to_js(bytes)
        .ok()
        .and_then(|value| tarn_capabilities::json::stringify(&value))
        .unwrap_or_default()
}

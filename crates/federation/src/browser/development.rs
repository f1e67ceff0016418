//! The development tools of a page. They are JavaScript files, which the page fetches on demand.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use tarn_manifest::FederationConfig;

#[wasm_bindgen(module = "/src/browser/load_files.js")]
extern "C" {
    /// Offers the tools by key and address. `parts` are functions for the tools alone, which are therefore no members of the registry.
    #[wasm_bindgen(js_name = offerTools)]
    pub fn offer_tools(parts: Array);
    /// `[name, url]` of each override that a developer wants; `refused` collects invalid ones with the reason.
    #[wasm_bindgen(js_name = wantedOverrides)]
    fn wanted_overrides(refused: &Array) -> Array;
}

/// Applies the overrides of the developer to `federation.json`. The tools show those that are refused.
pub(super) fn apply_overrides(config: &mut FederationConfig) {
    let refused = Array::new();
    for wanted in wanted_overrides(&refused) {
        let wanted: Array = wanted.unchecked_into();
        let (name, url) = (wanted.get(0), wanted.get(1));
        let text = |value: &JsValue| value.as_string().unwrap_or_default();
        if let Err(error) = config.override_manifest(&text(&name), &text(&url)) {
            refused.push(&Array::of2(&name, &error.to_string().into()));
        }
    }
}

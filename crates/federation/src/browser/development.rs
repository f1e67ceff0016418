//! What a page has for its developers. The tools themselves are JavaScript in `devtools/`, fetched when somebody asks for them.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use tarn_manifest::manifest::FederationConfig;

#[wasm_bindgen(module = "/src/browser/load_files.js")]
extern "C" {
    /// Offers the tools to whoever asks for them by key or address. `parts` are functions that only they are to have, and that
    /// are therefore no members of the registry.
    #[wasm_bindgen(js_name = offerTools)]
    pub fn offer_tools(parts: Array);
    /// `[name, url]` of each override that a developer wants; `refused` takes those that are not used, with the reason.
    #[wasm_bindgen(js_name = wantedOverrides)]
    fn wanted_overrides(refused: &Array) -> Array;
}

/// Puts the developer's overrides into `federation.json`. Those that are refused are for the tools to show.
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

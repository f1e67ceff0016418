//! What a page has for its developers. The tools themselves are JavaScript in `devtools/`, fetched when somebody asks for them.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wire::Map;

use super::fetch::settled;
use crate::manifest::FederationConfig;

#[wasm_bindgen(module = "/src/browser/load_files.js")]
extern "C" {
    /// Offers the tools to whoever asks for them by key or address. `parts` are functions that only they are to have, and that
    /// are therefore no members of the registry.
    #[wasm_bindgen(js_name = offerTools)]
    pub fn offer_tools(parts: Array);
    #[wasm_bindgen(js_name = wantedOverrides)]
    fn wanted_overrides() -> Promise;
    #[wasm_bindgen(js_name = overridesRead)]
    fn overrides_read(refused: Array);
}

/// Puts the developer's overrides into `federation.json`, and reports those that are refused.
pub(super) async fn apply_overrides(config: &mut FederationConfig) {
    let wanted = settled(wanted_overrides()).await.unwrap_or_default();
    let wanted: Option<Map<String>> = wire::js::from_js(&wanted)
        .ok()
        .and_then(|bytes| wire::from_slice(&bytes).ok());
    if let Some(wanted) = wanted {
        let refused = config.override_manifests(&wanted);
        let pair = |(name, error): (String, _)| Array::of2(&name.into(), &ToString::to_string(&error).into());
        overrides_read(refused.into_iter().map(pair).collect());
    }
}

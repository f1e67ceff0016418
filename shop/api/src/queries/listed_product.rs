//! A product of a cached list.

use crate::model::Product;

/// A product in a cached list: shown until its own answer arrives.
#[must_use]
pub fn listed_product(id: &str) -> Option<Product> {
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    return browser::listed_product(id);
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    crate::fake_api::FakeApi::present().listed(id)
}

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod browser {
    use wasm_bindgen::prelude::*;

    use crate::ApiError;
    use crate::calls::browser::page_client::decode;
    use crate::model::Product;

    #[wasm_bindgen(module = "/src/queries/listed_product.js")]
    extern "C" {
        #[wasm_bindgen(catch, js_name = listedProduct)]
        fn listed(id: &str) -> Result<JsValue, JsValue>;
    }

    pub(super) fn listed_product(id: &str) -> Option<Product> {
        decode::<_, ApiError>(&listed(id).ok()?).ok()
    }
}

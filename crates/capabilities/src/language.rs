//! The language of the user.

/// The preferred language of the browser as a BCP 47 tag; `None` if it is unknown, and on other targets.
///
/// ```
/// let language = tarn_capabilities::language().unwrap_or_else(|| "en".into());
/// ```
#[must_use]
pub fn language() -> Option<String> {
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    return browser::language().ok().flatten();
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    None
}

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod browser {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(thread_local_v2, js_namespace = globalThis, js_name = navigator)]
        static NAVIGATOR: Option<Navigator>;

        pub(super) type Navigator;
        #[wasm_bindgen(method, getter, catch)]
        fn language(this: &Navigator) -> Result<Option<String>, JsValue>;
    }

    pub(super) fn language() -> Result<Option<String>, JsValue> {
        NAVIGATOR.with(|navigator| navigator.as_ref().map_or(Ok(None), Navigator::language))
    }
}

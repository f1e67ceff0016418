//! The page's channel to the other tabs.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/owner/capabilities.js")]
extern "C" {
    #[wasm_bindgen(js_name = capabilities)]
    fn capabilities_of(to_json: &JsValue) -> Browser;

    pub(super) type Browser;
    #[wasm_bindgen(method, js_name = channel)]
    fn open(this: &Browser, name: &str, receive: JsValue) -> Option<Channel>;

    /// A channel to the other tabs of this origin that opened one of the same name.
    pub type Channel;

    /// Sends a message to the others. Whether the browser took it.
    #[wasm_bindgen(method)]
    pub fn post(this: &Channel, message: &str) -> bool;

    /// Hears nothing from now on.
    #[wasm_bindgen(method)]
    pub fn close(this: &Channel);
}

/// What the client and the cache need of the browser. It has no state: every call gives the same.
pub(super) fn capabilities() -> Browser {
    capabilities_of(&tarn_capabilities::json::stringify_function())
}

impl Channel {
    /// Opens a channel and calls `receive` with each message; `None` where the browser has no channels or denies them.
    #[must_use]
    pub fn open(name: &str, receive: impl Fn(JsValue) + 'static) -> Option<Self> {
        let receive = move |event: JsValue| {
            receive(js_sys::Reflect::get(&event, &"data".into()).unwrap_or_default());
        };
        capabilities().open(name, Closure::<dyn Fn(JsValue)>::new(receive).into_js_value())
    }
}

//! Changes of the address that are not the page owner's own: a remote may bring a router, which writes the history itself.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/address_changes.js")]
extern "C" {
    #[wasm_bindgen(js_name = onAddressChange)]
    fn on_address_change(changed: &JsValue);
}

/// Calls `changed` after each `pushState`, `replaceState` and change of the hash, for as long as the page is there. The owner's own
/// changes are told as well, while they are made.
pub(crate) fn follow(changed: impl Fn() + 'static) {
    // Not FnMut, which may not be called while it runs: what hears of an address may change it.
    let changed: Box<dyn Fn()> = Box::new(changed);
    on_address_change(&Closure::wrap(changed).into_js_value());
}

//! Changes of the address by other code than the page owner: a remote may bring a router, which writes the history itself.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/address_changes.js")]
extern "C" {
    #[wasm_bindgen(js_name = onAddressChange)]
    fn on_address_change(changed: &JsValue);
}

/// Calls `changed` after each `pushState`, `replaceState` and change of the fragment, for the life of the page. Changes of the owner itself
/// are included.
pub(crate) fn follow(changed: impl Fn() + 'static) {
    // Not FnMut, which is not reentrant: a listener may change the address.
    let changed: Box<dyn Fn()> = Box::new(changed);
    on_address_change(&Closure::wrap(changed).into_js_value());
}

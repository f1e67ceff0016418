//! A remote's last words.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["window", "__TARN__"])]
    fn crashed(remote: &str, what: &str) -> Result<(), JsValue>;
}

/// From now on a panic is reported in the name of `remote`: in the console, and to the host, which shows it in the remote's
/// slots. A host that is older hears of the trap that follows.
pub(super) fn report_panics(remote: &'static str) {
    std::panic::set_hook(Box::new(move |panic| {
        let what = panic.to_string();
        web_sys::console::error_1(&format!("remote \"{remote}\" {what}").into());
        let _ = crashed(remote, &what);
    }));
}

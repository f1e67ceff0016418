//! Reports of panics of a remote.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["window", "__TARN__"])]
    fn crashed(remote: &str, what: &str) -> Result<(), JsValue>;
}

/// Sets a panic hook that reports in the name of `remote`: to the console, and to the host, which shows the error in the slots. An older
/// host notices the following trap.
pub(super) fn report_panics(remote: &'static str) {
    std::panic::set_hook(Box::new(move |panic| {
        let what = tarn_view::panic_text(panic);
        web_sys::console::error_1(&format!("remote \"{remote}\" {what}").into());
        let _ = crashed(remote, &what);
    }));
}

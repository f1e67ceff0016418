//! A panic of the app that owns the page is said on the page, with what it interrupted; so is what keeps the app from starting.

use std::panic::PanicHookInfo;

use tarn_federation::Code;
use tarn_store::browser::note_panic;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/crash_notice.js")]
extern "C" {
    #[wasm_bindgen(js_name = showCrash)]
    fn show_crash(message: &str);

    /// Says on the page why its app does not start: what happened, whose fault it is, what to do.
    #[wasm_bindgen(js_name = showStartFailure)]
    pub fn show_start_failure(message: &str);
}

/// From now on a panic of this app is said in the console and on the page. The store puts itself in order at its next call.
pub fn report_panics() {
    std::panic::set_hook(Box::new(report));
}

fn report(panic: &PanicHookInfo<'_>) {
    let what = note_panic(&panic.to_string());
    show_crash(&format!("{}: {what}", Code::OWNER_PANICKED));
}

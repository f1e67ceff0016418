//! Notices on the page: a panic of its owner with the interrupted action, and errors at the start.

use std::panic::PanicHookInfo;

use tarn_federation::Code;
use tarn_store::browser::record_panic;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/crash_notice.js")]
extern "C" {
    #[wasm_bindgen(js_name = showCrash)]
    fn show_crash(message: &str);

    /// Shows on the page why its app does not start: what happened, who caused it, and what to do.
    #[wasm_bindgen(js_name = showStartFailure)]
    pub fn show_start_failure(message: &str);
}

/// Sets a panic hook that reports to the console and on the page. The store recovers at its next call.
///
/// ```no_run
/// tarn_page::crash::report_panics();
/// ```
pub fn report_panics() {
    std::panic::set_hook(Box::new(report));
}

fn report(panic: &PanicHookInfo<'_>) {
    let what = record_panic(&tarn_view::panic_text(panic));
    show_crash(&format!("{}: {what}", Code::OWNER_PANICKED));
}

//! Delayed calls.

use wasm_bindgen::prelude::*;

/// Runs `run` once after `delay_ms`.
///
/// ```no_run
/// tarn_page::timer::after(500, || leptos::logging::log!("half a second later"));
/// ```
pub fn after(delay_ms: i32, run: impl FnOnce() + 'static) {
    after_boxed(delay_ms, Box::new(run));
}

/// Shared by all callers, which saves code.
fn after_boxed(delay_ms: i32, run: Box<dyn FnOnce()>) {
    let callback = Closure::once_into_js(run);
    if let Some(window) = web_sys::window() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), delay_ms);
    }
}

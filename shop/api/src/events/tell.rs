//! Dispatching of analytics events.

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
use wasm_bindgen::prelude::*;

use super::{EventDetail, EventType};

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
#[wasm_bindgen(module = "/src/events/tell.js")]
extern "C" {
    #[wasm_bindgen(js_name = tell)]
    fn tell_js(event: &str, pieces: u32, total_cents: f64);
}

/// Dispatches the event. Listeners run before this returns; their exceptions do not reach the caller. Native tests record it.
#[cfg_attr(
    not(any(feature = "testing", all(target_arch = "wasm32", target_os = "unknown"))),
    expect(unused_variables, reason = "a server has no listeners")
)]
pub fn tell(event: EventType, detail: EventDetail) {
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    {
        // JavaScript numbers are exact up to 2^53, far above any total.
        #[expect(clippy::cast_precision_loss, reason = "see above")]
        tell_js(event.as_str(), detail.pieces, detail.total_cents as f64);
    }
    #[cfg(all(feature = "testing", not(all(target_arch = "wasm32", target_os = "unknown"))))]
    TOLD.with_borrow_mut(|told| told.push((event, detail)));
}

#[cfg(all(feature = "testing", not(all(target_arch = "wasm32", target_os = "unknown"))))]
thread_local! {
    /// The events of a native test, which has a thread of its own.
    static TOLD: std::cell::RefCell<Vec<(EventType, EventDetail)>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// The events of a native test.
#[cfg(all(feature = "testing", not(all(target_arch = "wasm32", target_os = "unknown"))))]
pub(crate) fn told() -> Vec<(EventType, EventDetail)> {
    TOLD.with_borrow(Vec::clone)
}

/// Begins a native test.
#[cfg(all(feature = "testing", not(all(target_arch = "wasm32", target_os = "unknown"))))]
pub(crate) fn forget_told() {
    TOLD.take();
}

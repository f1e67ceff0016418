//! Dispatching of analytics events.

use wasm_bindgen::prelude::*;

use super::{EventDetail, EventType};

#[wasm_bindgen(module = "/src/events/tell.js")]
extern "C" {
    #[wasm_bindgen(js_name = tell)]
    fn tell_js(event: &str, pieces: u32, total_cents: f64);
}

/// Dispatches the event. Listeners run before this returns; their exceptions do not reach the caller.
pub fn tell(event: EventType, detail: EventDetail) {
    // JavaScript numbers are exact up to 2^53, far above any total.
    #[expect(clippy::cast_precision_loss, reason = "see above")]
    tell_js(event.as_str(), detail.pieces, detail.total_cents as f64);
}

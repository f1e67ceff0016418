//! Telling.

use wasm_bindgen::prelude::*;

use super::{EventDetail, EventType};

#[wasm_bindgen(module = "/src/events/tell.js")]
extern "C" {
    #[wasm_bindgen(js_name = tell)]
    fn tell_js(event: &str, pieces: u32, total_cents: f64);
}

/// Tells it, to nobody in particular. Listeners run before this returns, and what they throw stays with them.
pub fn tell(event: EventType, detail: EventDetail) {
    // Numbers of JavaScript are exact to 2^53, which is more cents than there are.
    #[expect(clippy::cast_precision_loss, reason = "see above")]
    tell_js(event.as_str(), detail.pieces, detail.total_cents as f64);
}

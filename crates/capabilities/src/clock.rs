//! The device's two clocks.

#[cfg(target_arch = "wasm32")]
mod browser {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = performance, js_name = now, catch)]
        pub(super) fn monotonic() -> Result<f64, JsValue>;
    }

    pub(super) fn wall() -> f64 {
        js_sys::Date::now()
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod browser {
    use std::sync::OnceLock;
    use std::time::{Instant, SystemTime, UNIX_EPOCH};

    static BEGIN: OnceLock<Instant> = OnceLock::new();

    #[expect(clippy::unnecessary_wraps, reason = "the browser's clock may be missing")]
    pub(super) fn monotonic() -> Result<f64, ()> {
        Ok(BEGIN.get_or_init(Instant::now).elapsed().as_secs_f64() * 1000.0)
    }

    pub(super) fn wall() -> f64 {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    }
}

/// The time of the device in milliseconds since the epoch, for display and storage. The user and the network may set it backward or forward,
/// so it cannot measure durations.
///
/// ```
/// assert!(tarn_capabilities::clock::wall_ms() > 0.0);
/// ```
#[must_use]
pub fn wall_ms() -> f64 {
    browser::wall()
}

/// Milliseconds since an arbitrary moment, for measuring durations. It never goes back, and may stand still while the device sleeps.
///
/// ```
/// use tarn_capabilities::clock::monotonic_ms;
///
/// let start = monotonic_ms();
/// assert!(monotonic_ms() - start >= 0.0);
/// ```
#[must_use]
pub fn monotonic_ms() -> f64 {
    browser::monotonic().unwrap_or_else(|_| wall_ms())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_monotonic_clock_never_goes_back() {
        let first = monotonic_ms();
        assert!(monotonic_ms() >= first);
        assert!(wall_ms() > 1.6e12);
    }
}

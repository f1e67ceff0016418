//! The device's two clocks.

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
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

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod native;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
use browser as device;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
use native as device;

/// The clocks of native tests (feature `testing`).
#[cfg(all(feature = "testing", not(all(target_arch = "wasm32", target_os = "unknown"))))]
pub mod testing {
    pub use super::native::{advance, stop};
}

/// The time of the device in milliseconds since the epoch, for display and storage. The user and the network may set it backward or forward,
/// so it cannot measure durations.
///
/// ```
/// assert!(tarn_capabilities::clock::wall_ms() > 0.0);
/// ```
#[must_use]
pub fn wall_ms() -> f64 {
    device::wall()
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
    device::monotonic().unwrap_or_else(|_| wall_ms())
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

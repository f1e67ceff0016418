//! The clocks of a native program. A test may stop those of its thread.

use std::cell::Cell;
use std::sync::OnceLock;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

static BEGIN: OnceLock<Instant> = OnceLock::new();

thread_local! {
    /// The time at which a test has stopped the clocks, in ms since the epoch.
    static STOPPED: Cell<Option<f64>> = const { Cell::new(None) };
}

#[expect(clippy::unnecessary_wraps, reason = "the browser's clock may be missing")]
pub(super) fn monotonic() -> Result<f64, ()> {
    let now = || BEGIN.get_or_init(Instant::now).elapsed().as_secs_f64() * 1000.0;
    Ok(STOPPED.get().unwrap_or_else(now))
}

pub(super) fn wall() -> f64 {
    let now = || {
        let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH);
        since_epoch.map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    STOPPED.get().unwrap_or_else(now)
}

/// Stops both clocks of this thread at `ms` since the epoch, until [`advance`] moves them.
///
/// ```
/// use tarn_capabilities::clock::{testing, wall_ms};
/// use std::time::Duration;
///
/// testing::stop(1_700_000_000_000.0);
/// testing::advance(Duration::from_secs(2));
/// assert_eq!(wall_ms(), 1_700_000_002_000.0);
/// ```
#[cfg(feature = "testing")]
pub fn stop(ms: f64) {
    STOPPED.set(Some(ms));
}

/// Moves both clocks of this thread, if they are stopped.
#[cfg(feature = "testing")]
pub fn advance(time: std::time::Duration) {
    STOPPED.set(STOPPED.get().map(|ms| ms + time.as_secs_f64() * 1000.0));
}

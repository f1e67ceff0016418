//! The server's clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The system's clock. Tests can set it forward instead of waiting.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    ahead_ms: Arc<AtomicI64>,
}

impl Clock {
    /// Milliseconds since the Unix epoch.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        // A system clock before 1970 counts as 1970, when all codes and tokens are expired.
        let system = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX));
        system.saturating_add(self.ahead_ms.load(Ordering::Relaxed))
    }

    /// Sets all clones of this clock forward, in milliseconds.
    pub fn advance(&self, ms: i64) {
        self.ahead_ms.fetch_add(ms, Ordering::Relaxed);
    }
}

/// A stored time in the API's form.
pub(crate) fn api_time(ms: i64) -> u64 {
    u64::try_from(ms).unwrap_or(0)
}

//! The wait before a new code may be requested.

/// The longest wait in ms that is derived from clocks. A longer one comes from a wrong clock.
const MAX_WAIT_MS: f64 = 60_000.0;

/// A wait on the monotonic clock (`tarn_capabilities::clock::monotonic_ms`), which clock changes do not affect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Countdown {
    ends_at_ms: f64,
}

impl Countdown {
    /// The wait after a code was sent: the server's duration, or else the difference between the server's time and this
    /// device's.
    pub(crate) fn after_code(resend_after_ms: Option<u64>, resend_at: u64, wall_ms: f64, now_ms: f64) -> Self {
        // A duration is preferred, because the device's clock may be years off.
        let wait_ms = resend_after_ms.map_or(resend_at as f64 - wall_ms, |ms| ms as f64);
        Self {
            ends_at_ms: now_ms + wait_ms.clamp(0.0, MAX_WAIT_MS),
        }
    }

    /// A wait of the server's duration.
    pub(crate) fn of(wait_ms: u64, now_ms: f64) -> Self {
        Self {
            ends_at_ms: now_ms + wait_ms as f64,
        }
    }

    /// The remaining whole seconds, rounded up.
    pub(crate) fn seconds_left(self, now_ms: f64) -> u32 {
        ((self.ends_at_ms - now_ms) / 1000.0).ceil().max(0.0) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::Countdown;

    const YEAR_MS: f64 = 31_536_000_000.0;

    #[test]
    fn a_wrong_device_clock_does_not_change_the_wait() {
        for wall_ms in [0.0, 1.7e12 - YEAR_MS, 1.7e12 + YEAR_MS] {
            let countdown = Countdown::after_code(Some(30_000), 1_700_000_030_000, wall_ms, 500.0);
            assert_eq!(countdown.seconds_left(500.0), 30, "{wall_ms}");
            assert_eq!(countdown.seconds_left(29_600.0), 1);
            assert_eq!(countdown.seconds_left(30_500.0), 0);
            assert_eq!(countdown.seconds_left(90_000.0), 0);
        }
    }

    #[test]
    fn a_wait_computed_from_a_server_time_is_at_most_a_minute() {
        let wait = |wall_ms: f64| Countdown::after_code(None, 1_700_000_030_000, wall_ms, 0.0).seconds_left(0.0);
        assert_eq!(wait(1.7e12), 30);
        assert_eq!(wait(1.7e12 - YEAR_MS), 60);
        assert_eq!(wait(1.7e12 + YEAR_MS), 0);
    }

    #[test]
    fn a_longer_wait_from_the_server_is_kept() {
        assert_eq!(Countdown::of(90_000, 5.0).seconds_left(5.0), 90);
    }
}

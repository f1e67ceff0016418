//! How long until another code may be asked for.

/// The longest wait that is shown, in ms, unless the server asks for more: a code that does not arrive is asked for again.
const MAX_WAIT_MS: f64 = 60_000.0;

/// A wait, on a clock that nobody can set (`tarn_capabilities::clock::monotonic_ms`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Countdown {
    ends_at_ms: f64,
}

impl Countdown {
    /// The wait after a code was sent: what the server says, or else what comes of its time and this device's.
    pub(crate) fn after_code(resend_after_ms: Option<u64>, resend_at: u64, wall_ms: f64, now_ms: f64) -> Self {
        // The device's time may be years off, the server's words are not.
        let wait_ms = resend_after_ms.map_or(resend_at as f64 - wall_ms, |ms| ms as f64);
        Self {
            ends_at_ms: now_ms + wait_ms.clamp(0.0, MAX_WAIT_MS),
        }
    }

    /// The wait that the server asks for.
    pub(crate) fn of(wait_ms: u64, now_ms: f64) -> Self {
        Self {
            ends_at_ms: now_ms + wait_ms as f64,
        }
    }

    /// The rest of it, in whole seconds.
    pub(crate) fn seconds_left(self, now_ms: f64) -> u32 {
        ((self.ends_at_ms - now_ms) / 1000.0).ceil().max(0.0) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::Countdown;

    const YEAR_MS: f64 = 31_536_000_000.0;

    #[test]
    fn a_device_whose_time_is_years_off_waits_as_long_as_the_server_says() {
        for wall_ms in [0.0, 1.7e12 - YEAR_MS, 1.7e12 + YEAR_MS] {
            let countdown = Countdown::after_code(Some(30_000), 1_700_000_030_000, wall_ms, 500.0);
            assert_eq!(countdown.seconds_left(500.0), 30, "{wall_ms}");
            assert_eq!(countdown.seconds_left(29_600.0), 1);
            assert_eq!(countdown.seconds_left(30_500.0), 0);
            assert_eq!(countdown.seconds_left(90_000.0), 0);
        }
    }

    #[test]
    fn an_older_server_says_a_time_which_never_makes_a_wait_of_more_than_a_minute() {
        let wait = |wall_ms: f64| Countdown::after_code(None, 1_700_000_030_000, wall_ms, 0.0).seconds_left(0.0);
        assert_eq!(wait(1.7e12), 30);
        assert_eq!(wait(1.7e12 - YEAR_MS), 60);
        assert_eq!(wait(1.7e12 + YEAR_MS), 0);
    }

    #[test]
    fn a_longer_wait_that_the_server_asks_for_is_kept() {
        assert_eq!(Countdown::of(90_000, 5.0).seconds_left(5.0), 90);
    }
}

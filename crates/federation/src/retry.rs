//! The plan for retries of a failed load.

use crate::Code;

/// The number of attempts, and the delays between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPlan {
    /// The number of attempts, including the first. Each origin gets at least one.
    pub attempts: u32,
    /// The longest delay after the first round through all origins. It doubles after each further round.
    pub base_ms: u32,
    /// The upper limit of all delays.
    pub cap_ms: u32,
}

/// The next attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// The index of the manifest.
    pub origin: usize,
    /// The delay before it, in milliseconds.
    pub after_ms: u32,
}

impl Default for RetryPlan {
    fn default() -> Self {
        Self {
            attempts: 3,
            base_ms: 400,
            cap_ms: 5_000,
        }
    }
}

impl RetryPlan {
    /// The attempt after `failed` attempts, of which the last failed with `code`; `None` for the end. `random` is between 0 and 1: half of
    /// each delay is random, so that browsers do not reach a recovering server all at once.
    #[must_use]
    pub fn next(&self, failed: u32, code: Code, origins: usize, random: f64) -> Option<Next> {
        let origins = u32::try_from(origins).unwrap_or(u32::MAX).max(1);
        let is_new_origin = failed < origins;
        if !is_new_origin && (failed >= self.attempts || !is_worth_another(code)) || code == Code::CONTRACT_REFUSED {
            return None;
        }
        let round = failed / origins;
        let after_ms = match round {
            0 => 0,
            // Only the first origin of a round waits; the others have waited with it.
            _ if !failed.is_multiple_of(origins) => 0,
            round => {
                let longest = self.base_ms.saturating_mul(1 << (round - 1).min(16)).min(self.cap_ms);
                longest / 2 + (f64::from(longest / 2) * random) as u32
            }
        };
        Some(Next {
            origin: (failed % origins) as usize,
            after_ms,
        })
    }
}

/// Whether a retry of the same origin can succeed: a network or a deployment recovers, a malformed file does not.
fn is_worth_another(code: Code) -> bool {
    matches!(code, Code::UNREACHABLE | Code::GLUE | Code::WASM | Code::INTEGRITY)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(failed: u32, origins: usize) -> Option<(usize, u32)> {
        let next = RetryPlan::default().next(failed, Code::UNREACHABLE, origins, 0.0);
        next.map(|next| (next.origin, next.after_ms))
    }

    #[test]
    fn delays_of_one_origin_double_and_attempts_end() {
        assert_eq!(after(1, 1), Some((0, 200)));
        assert_eq!(after(2, 1), Some((0, 400)));
        assert_eq!(after(3, 1), None);
    }

    #[test]
    fn every_other_origin_is_tried_without_a_delay() {
        assert_eq!(after(1, 2), Some((1, 0)));
        assert_eq!(after(2, 2), Some((0, 200)));
        assert_eq!(after(3, 2), None);
        assert_eq!(after(4, 5), Some((4, 0)), "the fifth origin had no attempt");
        assert_eq!(after(5, 5), None);
        assert_eq!(after(1, 0), Some((0, 200)), "no origins count as one");
    }

    #[test]
    fn a_malformed_manifest_is_not_retried() {
        let plan = RetryPlan::default();
        assert_eq!(plan.next(1, Code::MALFORMED, 1, 0.5), None);
        assert!(
            plan.next(1, Code::MALFORMED, 2, 0.5).is_some(),
            "another origin may have a valid one"
        );
        assert_eq!(plan.next(1, Code::CONTRACT_REFUSED, 2, 0.5), None);
    }

    #[test]
    fn randomness_adds_at_most_half_of_a_delay_and_delays_are_capped() {
        let plan = RetryPlan {
            attempts: 100,
            ..RetryPlan::default()
        };
        let wait = |failed, random| plan.next(failed, Code::GLUE, 1, random).unwrap().after_ms;
        assert_eq!((wait(1, 0.0), wait(1, 1.0)), (200, 400));
        assert_eq!((wait(60, 0.0), wait(60, 1.0)), (2_500, 5_000));
    }
}

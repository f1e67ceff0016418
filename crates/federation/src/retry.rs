//! When a failed load is tried again, and where.

use crate::Code;

/// How often, and how long in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPlan {
    /// How many attempts there are, the first included; each origin is tried at least once.
    pub attempts: u32,
    /// The longest wait after the first round through all origins; twice as long after each further one.
    pub base_ms: u32,
    /// The longest wait of all.
    pub cap_ms: u32,
}

/// The next attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// Which of the remote's manifests it goes to.
    pub origin: usize,
    /// How long to wait before it.
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
    /// What follows after `failed` attempts, of which the last failed with `code`; `None` if that is all. `random` is within 0
    /// to 1: half of each wait is left to chance, so that a server that comes back is not met by everybody at once.
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
            // An origin was tried a moment ago only if it is tried anew; the others were waited for with it.
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

/// Whether the same origin may do better the next time: a network and a deployment get well by themselves, a file that is
/// wrong does not.
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
    fn one_origin_is_waited_for_longer_each_time_and_not_for_ever() {
        assert_eq!(after(1, 1), Some((0, 200)));
        assert_eq!(after(2, 1), Some((0, 400)));
        assert_eq!(after(3, 1), None);
    }

    #[test]
    fn other_origins_are_tried_at_once_and_each_of_them() {
        assert_eq!(after(1, 2), Some((1, 0)));
        assert_eq!(after(2, 2), Some((0, 200)));
        assert_eq!(after(3, 2), None);
        assert_eq!(after(4, 5), Some((4, 0)), "the fifth was never asked");
        assert_eq!(after(5, 5), None);
        assert_eq!(after(1, 0), Some((0, 200)), "no origins are as one");
    }

    #[test]
    fn what_is_wrong_everywhere_is_not_tried_again() {
        let plan = RetryPlan::default();
        assert_eq!(plan.next(1, Code::MALFORMED, 1, 0.5), None);
        assert!(
            plan.next(1, Code::MALFORMED, 2, 0.5).is_some(),
            "another origin may have a good one"
        );
        assert_eq!(plan.next(1, Code::CONTRACT_REFUSED, 2, 0.5), None);
    }

    #[test]
    fn chance_makes_a_wait_longer_by_half_at_most_and_no_wait_is_endless() {
        let plan = RetryPlan {
            attempts: 100,
            ..RetryPlan::default()
        };
        let wait = |failed, random| plan.next(failed, Code::GLUE, 1, random).unwrap().after_ms;
        assert_eq!((wait(1, 0.0), wait(1, 1.0)), (200, 400));
        assert_eq!((wait(60, 0.0), wait(60, 1.0)), (2_500, 5_000));
    }
}

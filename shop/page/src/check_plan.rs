//! Schedules the requests for the browser's session.

use std::cell::Cell;

/// The longest pause between two attempts, in ms.
const MAX_PAUSE_MS: i32 = 30_000;
/// How many attempts follow a failure without any event. Later ones wait for the network, the shopper or the page's return.
const TIMED_ATTEMPTS: u32 = 7;

/// Keeps a check wanted until it is answered. Concurrent callers share one attempt.
#[derive(Debug, Default)]
pub(crate) struct CheckPlan {
    is_wanted: Cell<bool>,
    is_under_way: Cell<bool>,
    failures: Cell<u32>,
    is_told: Cell<bool>,
}

impl CheckPlan {
    /// Requests a new answer; the present or pending one is outdated.
    pub(crate) fn want(&self) {
        self.is_wanted.set(true);
    }

    /// Starts an attempt, if one is wanted and none is pending; returns whether it did.
    pub(crate) fn begin(&self) -> bool {
        let begins = self.is_wanted.get() && !self.is_under_way.get();
        if begins {
            self.is_under_way.set(true);
            self.is_wanted.set(false);
        }
        begins
    }

    /// Records an answered attempt; returns whether another is already wanted.
    pub(crate) fn succeed(&self) -> bool {
        self.is_under_way.set(false);
        self.failures.set(0);
        self.is_told.set(false);
        self.is_wanted.get()
    }

    /// Records a login of the shopper, which answers the check. A pending attempt ends as usual.
    pub(crate) fn settle(&self) {
        self.is_wanted.set(false);
        self.failures.set(0);
        self.is_told.set(false);
    }

    /// True for the first failure of an outage, which the shopper is told of.
    pub(crate) fn tell_once(&self) -> bool {
        !self.is_told.replace(true)
    }

    /// Records a failed attempt; returns the pause before the next one in ms, or `None` if that waits for an event.
    pub(crate) fn fail(&self) -> Option<i32> {
        self.is_under_way.set(false);
        self.is_wanted.set(true);
        let failures = self.failures.get();
        self.failures.set(failures.saturating_add(1));
        (failures < TIMED_ATTEMPTS).then(|| MAX_PAUSE_MS.min(1_000 << failures))
    }

    /// The number of consecutive failures. A timer of an earlier number is stale.
    pub(crate) fn failures(&self) -> u32 {
        self.failures.get()
    }
}

#[cfg(test)]
mod tests {
    use super::CheckPlan;

    #[test]
    fn concurrent_callers_share_one_attempt() {
        let plan = CheckPlan::default();
        assert!(!plan.begin());
        plan.want();
        assert!(plan.begin());
        assert!(!plan.begin());
        assert!(!plan.succeed());
        assert!(!plan.begin());
    }

    #[test]
    fn an_answer_from_before_a_change_is_outdated() {
        let plan = CheckPlan::default();
        plan.want();
        assert!(plan.begin());
        plan.want();
        assert!(plan.succeed());
        assert!(plan.begin());
    }

    #[test]
    fn a_failure_is_retried_with_backoff_and_then_waits_for_an_event() {
        let plan = CheckPlan::default();
        plan.want();
        let mut pauses = Vec::new();
        for _ in 0..9 {
            assert!(plan.begin());
            pauses.push(plan.fail());
        }
        let pause = Some;
        assert_eq!(pauses[..3], [pause(1_000), pause(2_000), pause(4_000)]);
        assert_eq!(pauses[5..], [pause(30_000), pause(30_000), None, None]);
        assert_eq!(plan.failures(), 9);
        // An event still begins an attempt.
        assert!(plan.begin());
        assert!(!plan.succeed());
    }

    #[test]
    fn an_outage_is_reported_once_until_an_attempt_succeeds() {
        let plan = CheckPlan::default();
        let fail = || {
            plan.want();
            assert!(plan.begin());
            plan.fail();
            plan.tell_once()
        };
        assert_eq!([fail(), fail(), fail()], [true, false, false]);
        assert!(plan.begin());
        assert!(!plan.succeed());
        assert_eq!([fail(), fail()], [true, false]);
    }

    #[test]
    fn a_login_answers_the_check_and_makes_timers_stale() {
        let plan = CheckPlan::default();
        plan.want();
        assert!(plan.begin());
        plan.fail();
        assert!(plan.tell_once());
        plan.settle();
        assert_eq!(plan.failures(), 0);
        assert!(!plan.begin());
        assert!(plan.tell_once());
    }
}

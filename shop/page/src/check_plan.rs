//! When the server is asked whether the browser has a session.

use std::cell::Cell;

/// The longest pause between two attempts, in ms.
const MAX_PAUSE_MS: i32 = 30_000;
/// How many attempts follow a failure without any event. Later ones wait for the network, the shopper or the page's return.
const TIMED_ATTEMPTS: u32 = 7;

/// Remembers that an answer is wanted until there is one. Concurrent callers share one attempt.
#[derive(Debug, Default)]
pub(crate) struct CheckPlan {
    is_wanted: Cell<bool>,
    is_under_way: Cell<bool>,
    failures: Cell<u32>,
    is_told: Cell<bool>,
}

impl CheckPlan {
    /// The present answer, or one that is under way, is not enough any more.
    pub(crate) fn want(&self) {
        self.is_wanted.set(true);
    }

    /// Whether to ask now; if so, the attempt has begun.
    pub(crate) fn begin(&self) -> bool {
        let begins = self.is_wanted.get() && !self.is_under_way.get();
        if begins {
            self.is_under_way.set(true);
            self.is_wanted.set(false);
        }
        begins
    }

    /// The attempt was answered. Whether another is wanted already.
    pub(crate) fn succeed(&self) -> bool {
        self.is_under_way.set(false);
        self.failures.set(0);
        self.is_told.set(false);
        self.is_wanted.get()
    }

    /// The shopper has logged in: the answer is known without an attempt. An attempt that is under way ends as always.
    pub(crate) fn settle(&self) {
        self.is_wanted.set(false);
        self.failures.set(0);
        self.is_told.set(false);
    }

    /// Whether the shopper is to be told of a failure: once, until an attempt succeeds.
    pub(crate) fn tell_once(&self) -> bool {
        !self.is_told.replace(true)
    }

    /// The server could not be asked: after how many ms to try again without any event, if at all.
    pub(crate) fn fail(&self) -> Option<i32> {
        self.is_under_way.set(false);
        self.is_wanted.set(true);
        let failures = self.failures.get();
        self.failures.set(failures.saturating_add(1));
        (failures < TIMED_ATTEMPTS).then(|| MAX_PAUSE_MS.min(1_000 << failures))
    }

    /// How many attempts have failed in a row: a timer of an earlier failure is stale.
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
    fn an_answer_that_was_asked_for_before_the_news_is_not_enough() {
        let plan = CheckPlan::default();
        plan.want();
        assert!(plan.begin());
        plan.want();
        assert!(plan.succeed());
        assert!(plan.begin());
    }

    #[test]
    fn a_failure_is_tried_again_with_growing_pauses_and_not_for_ever_without_an_event() {
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
    fn an_outage_is_told_once_until_an_attempt_succeeds() {
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
    fn a_login_answers_the_question_and_its_timers_are_stale() {
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

//! Brings a native page up to date.

use super::tasks;
use crate::follower::schedule;
use crate::test_page;

/// Runs all that is due: followers, futures and frames.
pub(super) fn settle() {
    const MOST_ROUNDS: u32 = 1_000;
    for _ in 0..MOST_ROUNDS {
        let has_run = schedule::run_due() | tasks::run() | test_page::run_frame();
        if !has_run {
            return;
        }
    }
    panic!("the view never comes to rest: a closure changes a signal that it follows")
}

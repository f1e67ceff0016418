//! Brings a native page up to date.

use super::tasks;
use crate::follower::schedule;
use crate::test_page;

/// Runs all that is due: followers, futures and frames. Followers run before and after the futures, because a future may change signals and
/// then wait for more.
pub(super) fn settle() {
    const MOST_ROUNDS: u32 = 1_000;
    for _ in 0..MOST_ROUNDS {
        let has_run = schedule::run_due() | tasks::run() | schedule::run_due() | test_page::run_frame();
        if !has_run {
            return;
        }
    }
    panic!("the view never comes to rest: a closure changes a signal that it follows")
}

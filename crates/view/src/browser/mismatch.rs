//! Differences between the HTML of a server and the view that claims it.

use std::cell::{Cell, RefCell};

use crate::follower::current_component;

type Report = Box<dyn Fn(&str)>;

thread_local! {
    static COUNT: Cell<u32> = const { Cell::new(0) };
    static REPORT: RefCell<Option<Report>> = const { RefCell::new(None) };
}

/// Counts a difference, which has been mended, and reports the component and the beginning of what was expected there.
pub(crate) fn report(expected: &str) {
    COUNT.set(COUNT.get() + 1);
    REPORT.with_borrow(|report| {
        if let Some(report) = report {
            let component = current_component();
            let expected: String = expected.chars().take(40).collect();
            report(&format!("<{component}>: the server's HTML differs at \"{expected}\""));
        }
    });
}

/// The number of differences so far.
pub fn mismatches() -> u32 {
    COUNT.get()
}

/// Calls `report` for each difference, with a sentence that names component and place.
pub fn on_mismatch(report: impl Fn(&str) + 'static) {
    REPORT.set(Some(Box::new(report)));
}

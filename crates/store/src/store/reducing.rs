//! The running reducer.
//!
//! In wasm a panic aborts the call: no destructor runs, and no flag is reset. The memory stays, and the next call finds it as it was. So the
//! owner records a reducer before it runs it, and recovers at its next call.

use std::cell::{Cell, RefCell};

use crate::Rejected;

/// The running reducer.
#[derive(Default)]
pub(super) struct Reducing {
    pub(super) is_running: Cell<bool>,
    pub(super) has_panicked: Cell<bool>,
    /// The place of the slice.
    pub(super) place: Cell<usize>,
    pub(super) action_type: RefCell<String>,
}

impl Reducing {
    pub(super) fn is_running(&self) -> bool {
        self.is_running.get()
    }

    /// Records the start of the reducer of the slice at `place`.
    pub(super) fn begin(&self, place: usize, action_type: &str) {
        self.is_running.set(true);
        self.place.set(place);
        // The string is reused, so it rarely allocates.
        let mut own = self.action_type.borrow_mut();
        own.clear();
        own.push_str(action_type);
    }

    /// Records that the slice at `place` reacts to the same action.
    pub(super) fn go_on(&self, place: usize) {
        self.place.set(place);
    }

    pub(super) fn end(&self) {
        self.is_running.set(false);
    }
}

/// The reducer that a panic interrupted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interrupted {
    /// The slice of the reducer.
    pub slice: String,
    /// The type of the action.
    pub action_type: String,
}

/// The error of a stopped slice.
#[cold]
pub(super) fn stopped(slice: &str) -> Rejected {
    Rejected::refused(format!(
        "slice \"{slice}\" has stopped: its reducer panicked, and its state cannot be restored; reload the page"
    ))
}

#[cold]
pub(super) fn may_not_dispatch(what: &str) -> Rejected {
    Rejected::refused(format!("{what}: a reducer may not dispatch; dispatch in a listener"))
}

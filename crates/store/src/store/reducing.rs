//! Which reducer runs.
//!
//! In wasm a panic ends the call where it stands: no destructor runs, no flag is taken back. The memory stays, and the next call
//! enters it as it was left. So the owner notes what runs before it runs it, and puts itself in order when it is called again.

use std::cell::{Cell, RefCell};

use crate::Rejected;

/// The reducer that is running.
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

    /// The reducer of the slice at `place` begins.
    pub(super) fn begin(&self, place: usize, action_type: &str) {
        self.is_running.set(true);
        self.place.set(place);
        // Kept, so that mostly there is room already.
        let mut own = self.action_type.borrow_mut();
        own.clear();
        own.push_str(action_type);
    }

    /// The slice at `place` reacts to the same action.
    pub(super) fn go_on(&self, place: usize) {
        self.place.set(place);
    }

    pub(super) fn end(&self) {
        self.is_running.set(false);
    }
}

/// What was running when an app panicked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interrupted {
    /// The slice whose reducer it was.
    pub slice: String,
    /// The type of the action.
    pub action_type: String,
}

/// What a slice that has stopped says to a dispatcher.
#[cold]
pub(super) fn stopped(slice: &str) -> Rejected {
    Rejected::refused(format!(
        "slice \"{slice}\" has stopped: its reducer panicked, and its state cannot be had again; reload the page"
    ))
}

#[cold]
pub(super) fn may_not_dispatch(what: &str) -> Rejected {
    Rejected::refused(format!("{what}: a reducer may not dispatch; do it in a listener"))
}

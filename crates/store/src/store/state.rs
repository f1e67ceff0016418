//! Access to the state of one slice, tracked or untracked.

use std::rc::Rc;

use super::Readers;
use super::cell::SliceCell;
use crate::Slice;

/// The state of one slice.
pub struct State<S: Slice> {
    pub(super) cell: Rc<SliceCell<S>>,
}

impl<S: Slice> State<S> {
    /// Calls `read` with the state, untracked. `read` must not dispatch.
    pub fn with_untracked<T>(&self, read: impl FnOnce(&S) -> T) -> T {
        self.cell.with(read)
    }

    /// Calls `read` with the state, tracked: the running effect or memo runs again when the slice changes.
    pub fn with<T>(&self, read: impl FnOnce(&S) -> T) -> T {
        self.cell.readers().track();
        self.cell.with(read)
    }

    pub(crate) fn readers(&self) -> Rc<Readers> {
        Rc::clone(self.cell.readers())
    }
}

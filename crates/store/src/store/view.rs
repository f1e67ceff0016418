//! A typed copy of a run-time slice for the owner's app.

use std::cell::Cell;
use std::rc::Rc;

use super::cell::AnyCell;

/// A typed copy of a run-time slice.
pub(super) struct View {
    pub(super) cell: Rc<dyn AnyCell>,
    /// Its version; `None` while the slice is not registered.
    pub(super) version: Cell<Option<u64>>,
}

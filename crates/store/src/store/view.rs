//! A slice of run time as the owner's own app reads it.

use std::cell::Cell;
use std::rc::Rc;

use super::cell::AnyCell;

/// A typed copy of a run-time slice.
pub(super) struct View {
    pub(super) cell: Rc<dyn AnyCell>,
    /// The version that it has; `None` while nobody has registered the slice.
    pub(super) version: Cell<Option<u64>>,
}

//! A slot of a page, as a remote sees it.

use std::rc::Rc;

use crate::FederationError;

pub(super) trait Slot {
    /// Loads and mounts.
    fn start(self: Rc<Self>);

    /// Restarts after a crash. A slot that has already restarted, or failed for another reason, stays as it is.
    fn restart(self: Rc<Self>);

    /// The instance of the mounted component is gone.
    fn lose(&self, error: &FederationError);

    /// Unmounts, and waits for [`Slot::start`].
    fn empty(&self);

    fn is_mounted(&self) -> bool;
}

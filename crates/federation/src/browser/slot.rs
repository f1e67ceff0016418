//! A place on the page where a component of a remote is shown, as the remote's life concerns it.

use std::rc::Rc;

use crate::FederationError;

pub(super) trait Slot {
    /// Loads and mounts.
    fn start(self: Rc<Self>);

    /// Starts again after a crash, unless that has been done, or the slot has failed otherwise.
    fn restart(self: Rc<Self>);

    /// The instance that the component was mounted in is gone.
    fn lose(&self, error: &FederationError);

    /// Unmounts, and waits for [`Slot::start`].
    fn empty(&self);

    fn is_mounted(&self) -> bool;
}

//! The seam between owner and replica. In a browser it is an object that crosses between wasm memories; natively, a call.

use std::rc::Rc;

use crate::{Rejected, StoreError};

/// An action that the owner has applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// Its place in the owner's order, from 1.
    pub seq: u64,
    /// The encoded action, a [`wire::Tagged`], secrets redacted.
    pub bytes: Rc<[u8]>,
}

/// How a replica stays in step, decided when it attaches and never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sync {
    /// The owner's actions, run through the same reducers. For equal contract versions.
    Actions,
}

impl Sync {
    /// The name in `remotes()[].sync`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Actions => "actions",
        }
    }
}

/// A replica's way to its owner.
pub trait Port {
    /// Has the owner apply an encoded action. When it returns `Ok`, the action has come back through the stream.
    ///
    /// # Errors
    /// The owner's refusal, or [`crate::Reason::OwnerGone`].
    fn dispatch(&self, bytes: &[u8]) -> Result<(), Rejected>;

    /// The encoded state of a slice, and the sequence number that it stands for.
    ///
    /// # Errors
    /// When the owner has no such slice or cannot be asked.
    fn snapshot(&self, slice: &str) -> Result<(u64, Vec<u8>), StoreError>;

    /// Tells the owner that the thread was lost and new snapshots are being taken, so that it is counted.
    fn lost_the_thread(&self);
}

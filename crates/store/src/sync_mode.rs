//! The synchronization of a replica with its owner.

/// How a replica synchronizes with its owner. The mode is chosen when it attaches, and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncMode {
    /// The replica runs the owner's actions through equal reducers. For equal builds of the contract.
    Actions,
    /// The replica gets a snapshot of a slice after each change. For compatible builds, whose reducers may differ.
    Snapshots,
}

impl SyncMode {
    /// The name in `remotes()[].sync`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Actions => "actions",
            Self::Snapshots => "snapshots",
        }
    }
}

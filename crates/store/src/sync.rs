//! How a replica stays in step with its owner.

/// How a replica stays in step, decided when it attaches and never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sync {
    /// The owner's actions, run through the same reducers. For equal contract versions.
    Actions,
    /// A snapshot of a slice after each change. For compatible versions, whose reducers may differ.
    Snapshots,
}

impl Sync {
    /// The name in `remotes()[].sync`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Actions => "actions",
            Self::Snapshots => "snapshots",
        }
    }
}

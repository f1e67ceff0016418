//! Messages from an owner to a replica.

use std::rc::Rc;

use crate::Step;

/// An action that the owner has applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// Its place in the owner's order, from 1.
    pub seq: u64,
    /// The encoded action, a [`tarn_wire::Tagged`], secrets redacted.
    pub bytes: Vec<u8>,
    /// The name of the dispatcher: `host`, a remote's name, or `tab` for another tab of the site.
    pub from: Rc<str>,
    /// The hash of the slice afterwards, in debug builds. A replica with a different hash reports it.
    pub hash: Option<u32>,
    /// The changed slices of the contract.
    pub(super) changed: SliceSet,
    /// The place of its only changed slice, and the step there, if it is one.
    pub step: Option<(u32, Step)>,
}

/// The number before an action, for a replica that has missed actions.
pub(super) const LOST: u64 = u64::MAX;

/// A set of slices of the contract, one bit for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct SliceSet(u32);

impl SliceSet {
    /// The set of the slice at `place`.
    pub(super) fn of(place: usize) -> Self {
        let mut only = Self::default();
        only.insert(place);
        only
    }

    /// Adds the slice at `place` of the owner. Slices of the contract come first and never move; beyond 32 slices, a bit stands for several.
    pub(super) fn insert(&mut self, place: usize) {
        self.0 |= 1 << (place % 32);
    }

    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The state of a slice at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// The sequence number of the last included action.
    pub seq: u64,
    /// The encoded state; `None` while the slice is not registered.
    pub bytes: Option<Rc<[u8]>>,
    /// Whether later changes arrive as actions. Otherwise they arrive as snapshots.
    pub is_streamed: bool,
    /// The place of the slice in the owner, which steps use as its name; `u32::MAX` for a slice without steps.
    pub place: u32,
}

/// A message of the stream from owner to replica.
#[derive(Debug, Clone)]
pub enum Message {
    /// For replicas with equal reducers. A replica gets the actions that changed one of its slices.
    Action {
        /// The applied action.
        applied: Rc<Applied>,
        /// The number of the previous action of this replica; initially, of the last action before it attached.
        after: u64,
    },
    /// The current state of a slice: for replicas whose reducers may differ, for slices with a reducer in another remote, and after time
    /// travel.
    Snapshot {
        /// The slice.
        slice: Rc<str>,
        /// The state; `None` when the slice was removed.
        snapshot: Snapshot,
    },
}

/// FNV-1a. Equal states have equal bytes, and so equal hashes.
#[cfg(debug_assertions)]
pub(super) fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

//! What an owner tells a replica.

use std::rc::Rc;

use crate::Step;

/// An action that the owner has applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// Its place in the owner's order, from 1.
    pub seq: u64,
    /// The encoded action, a [`tarn_wire::Tagged`], secrets redacted.
    pub bytes: Vec<u8>,
    /// Who dispatched it: `host`, a remote's name, or `tab` for another tab of the site.
    pub from: Rc<str>,
    /// In debug builds, a hash of the slice's state afterwards: a replica that has another one says so.
    pub hash: Option<u32>,
    /// The slices of the contract that it changed.
    pub(super) changed: SliceSet,
    /// The place among the owner's slices of the only one that it changed, and what it came to there, if that is a step.
    pub step: Option<(u32, Step)>,
}

/// What an action comes after for a replica that has missed others.
pub(super) const LOST: u64 = u64::MAX;

/// Slices of the contract, a bit for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct SliceSet(u32);

impl SliceSet {
    /// The slice at `place`.
    pub(super) fn of(place: usize) -> Self {
        let mut only = Self::default();
        only.insert(place);
        only
    }

    /// Adds the slice at `place` among the owner's. Those of the contract come first there and never move; beyond 32
    /// slices, one bit stands for several.
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
    /// The sequence number up to which it holds all actions.
    pub seq: u64,
    /// The encoded state; `None` while nobody has registered the slice.
    pub bytes: Option<Rc<[u8]>>,
    /// Whether its further changes come as actions. Otherwise each comes as a snapshot.
    pub is_streamed: bool,
    /// The place of the slice among the owner's, by which steps name it; `u32::MAX` for a slice without steps.
    pub place: u32,
}

/// One message of the stream from owner to replica.
#[derive(Debug, Clone)]
pub enum Message {
    /// For replicas with the same reducers. A replica is told of the actions that changed a slice which it holds.
    Action {
        /// What was applied.
        applied: Rc<Applied>,
        /// The number of the action that this replica was told of before; without one, of the last before it attached.
        after: u64,
    },
    /// A slice as it is now: for replicas whose reducers may differ, for slices with the reducer in another remote, and
    /// after time travel.
    Snapshot {
        /// The slice.
        slice: Rc<str>,
        /// The state; `None` when the slice was removed.
        snapshot: Snapshot,
    },
}

/// FNV-1a: two replicas with the same state have the same bytes, and so the same hash.
#[cfg(debug_assertions)]
pub(super) fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

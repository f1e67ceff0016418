//! What an owner tells a replica.

use std::rc::Rc;

/// An action that the owner has applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// Its place in the owner's order, from 1.
    pub seq: u64,
    /// The encoded action, a [`wire::Tagged`], secrets redacted.
    pub bytes: Rc<[u8]>,
    /// Who dispatched it: `host`, a remote's name, or `tab` for another tab of the shop.
    pub from: Rc<str>,
    /// In debug builds, a hash of the slice's state afterwards: a replica that has another one says so.
    pub hash: Option<u32>,
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
}

/// One message of the stream from owner to replica.
#[derive(Debug, Clone)]
pub enum Message {
    /// For replicas with the same reducers.
    Action(Applied),
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

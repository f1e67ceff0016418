//! The streams from the owner to its replicas.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::message::{LOST, SliceSet};
use super::{Message, SyncMode};

pub(super) type Deliver = Rc<dyn Fn(&Message)>;

/// The stream to one replica.
pub(super) struct Link {
    pub(super) name: Rc<str>,
    pub(super) sync: SyncMode,
    pub(super) deliver: Deliver,
    /// The last sequence number that was processed.
    pub(super) reached: Cell<u64>,
    /// The number of the last delivered action.
    pub(super) delivered: Cell<u64>,
    /// The slices of the replica that get actions.
    streamed: Cell<SliceSet>,
    /// The slices of the replica that get snapshots.
    followed: RefCell<Vec<Rc<Followed>>>,
}

/// A slice that a replica gets as snapshots.
pub(super) struct Followed {
    pub(super) slice: Rc<str>,
    /// The delivered version; `None` while the slice does not exist.
    pub(super) sent: Cell<Option<u64>>,
}

impl Link {
    pub(super) fn new(name: &Rc<str>, sync: SyncMode, seq: u64, deliver: Deliver) -> Self {
        Self {
            name: Rc::clone(name),
            sync,
            deliver,
            reached: Cell::new(seq),
            delivered: Cell::new(seq),
            streamed: Cell::default(),
            followed: RefCell::default(),
        }
    }

    /// Sends changes of `slice` beyond `version` as snapshots from now on.
    pub(super) fn follow(&self, slice: &str, version: Option<u64>) {
        let mut followed = self.followed.borrow_mut();
        match followed.iter().find(|known| &*known.slice == slice) {
            Some(known) => known.sent.set(version),
            None => followed.push(Rc::new(Followed {
                slice: slice.into(),
                sent: Cell::new(version),
            })),
        }
    }

    /// Whether the replica has missed actions that are no longer in the log.
    pub(super) fn is_lost(&self) -> bool {
        self.delivered.get() == LOST
    }

    /// Sends actions that change the slice at `place` from now on.
    pub(super) fn stream(&self, place: usize) {
        let mut streamed = self.streamed.get();
        streamed.insert(place);
        self.streamed.set(streamed);
    }

    /// Whether the replica has a slice of `changed`.
    pub(super) fn wants(&self, changed: SliceSet) -> bool {
        self.streamed.get().meets(changed)
    }

    pub(super) fn unfollow(&self, slice: &str) {
        self.followed.borrow_mut().retain(|followed| &*followed.slice != slice);
    }

    pub(super) fn followed(&self) -> Vec<Rc<Followed>> {
        self.followed.borrow().clone()
    }

    pub(super) fn follows_nothing(&self) -> bool {
        self.followed.borrow().is_empty()
    }
}

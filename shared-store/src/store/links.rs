//! The streams from the owner to its replicas.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::{Message, Sync};

pub(super) type Deliver = Rc<dyn Fn(&Message)>;

/// The stream to one replica.
pub(super) struct Link {
    pub(super) name: Rc<str>,
    pub(super) sync: Sync,
    pub(super) deliver: Deliver,
    /// The last sequence number that was handed over.
    pub(super) delivered: Cell<u64>,
    /// The slices that go over as snapshots.
    followed: RefCell<Vec<Rc<Followed>>>,
}

/// A slice that a replica follows by snapshots.
pub(super) struct Followed {
    pub(super) slice: Rc<str>,
    /// The version that it has; `None` while the slice does not exist.
    pub(super) sent: Cell<Option<u64>>,
}

impl Link {
    pub(super) fn new(name: &Rc<str>, sync: Sync, seq: u64, deliver: Deliver) -> Self {
        Self {
            name: Rc::clone(name),
            sync,
            deliver,
            delivered: Cell::new(seq),
            followed: RefCell::default(),
        }
    }

    /// From now on changes of `slice` beyond `version` go over as snapshots.
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

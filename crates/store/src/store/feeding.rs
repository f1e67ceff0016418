//! The delivery of messages to replicas, in order.

use std::rc::Rc;

use super::links::{Deliver, Link};
use super::message::LOST;
use super::owner::Owner;
use super::{Message, SyncMode, find};

impl Owner {
    /// Delivers pending messages to every replica, in order. A replica or listener may dispatch during the delivery: the inner call then
    /// delivers everything, and the outer call has nothing left. So all see one order.
    pub(super) fn feed_replicas(&self) {
        // Direct readers of the state see the same changes as replicas.
        self.edition.set(self.edition.get().wrapping_add(1));
        self.refresh_views();
        let mut index = 0;
        while let Some(link) = { self.links.borrow().get(index).cloned() } {
            index += 1;
            while link.reached.get() < self.seq.get() {
                if link.sync == SyncMode::Snapshots {
                    link.reached.set(self.seq.get());
                    break;
                }
                let due = link.reached.get() + 1;
                link.reached.set(due);
                let applied = self.log.borrow().get(due);
                match applied {
                    Some(applied) if link.is_lost() || link.wants(applied.changed) => {
                        let after = link.delivered.replace(due);
                        (link.deliver)(&Message::Action { applied, after });
                        #[cfg(debug_assertions)]
                        self.deliver_checks(&link, due);
                    }
                    Some(_) => {}
                    None => {
                        // No longer in the log: the last action leaves a gap, and the replica takes snapshots.
                        link.reached.set(self.seq.get() - 1);
                        link.delivered.set(LOST);
                    }
                }
            }
            if !link.follows_nothing() {
                self.feed_snapshots(&link);
            }
        }
    }

    fn feed_snapshots(&self, link: &Link) {
        for followed in link.followed() {
            let cell = find(&self.cells, &followed.slice);
            let version = cell.as_ref().map(|cell| cell.version());
            if followed.sent.get() == version {
                continue;
            }
            followed.sent.set(version);
            (link.deliver)(&Message::Snapshot {
                slice: Rc::clone(&followed.slice),
                snapshot: self.snapshot_of(cell.as_deref(), false),
            });
        }
    }

    pub(super) fn attach(&self, name: &Rc<str>, sync: SyncMode, deliver: Deliver) {
        self.links
            .borrow_mut()
            .push(Rc::new(Link::new(name, sync, self.seq.get(), deliver)));
    }

    pub(super) fn detach(&self, name: &str) {
        self.links.borrow_mut().retain(|link| &*link.name != name);
    }

    #[cfg(debug_assertions)]
    fn deliver_checks(&self, link: &Link, seq: u64) {
        let mut checks = self.checks.borrow().clone();
        checks.retain(|check| check.seq == seq);
        for applied in checks {
            (link.deliver)(&Message::Action { applied, after: seq });
        }
    }
}

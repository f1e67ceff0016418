//! Values derived from signals.

use std::any::Any;
use std::rc::Rc;

use reactive_graph::computed::Memo;
use reactive_graph::traits::{Get, GetUntracked};
use send_wrapper::SendWrapper;

use super::Look;
use super::node::{Computed, Node};

/// A memo that counts changes of the value: one type of memo for all types of values.
pub(super) struct OfSignals {
    computed: Rc<Computed>,
    changes: Memo<u32>,
}

impl OfSignals {
    pub(super) fn node(look: Look) -> Rc<dyn Node> {
        let computed = Rc::new(Computed::new(look));
        // Signals require Send; a wasm instance has one thread, and a native test stays on its own.
        let watched = SendWrapper::new(Rc::clone(&computed));
        let changes = Memo::new(move |before: Option<&u32>| {
            let before = before.copied().unwrap_or_default();
            before.wrapping_add(u32::from(watched.look_again()))
        });
        Rc::new(Self { computed, changes })
    }
}

impl Node for OfSignals {
    fn track(&self) {
        // The read computes: before it, the memo tracks nothing.
        let _ = self.changes.get();
    }

    fn value(&self) -> Rc<dyn Any> {
        // Computes if a signal has changed.
        let _ = self.changes.get_untracked();
        self.computed.last()
    }
}

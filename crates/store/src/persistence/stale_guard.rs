//! Detection of actions during an asynchronous operation.

use std::cell::Cell;
use std::rc::Rc;

use crate::store::{Listening, OwnerHandle};

/// Watches a slice while a state for it is fetched or read. A late state must not overwrite newer actions, of this tab or another one: the
/// restoring code checks [`Watch::has_seen_any`] first.
///
/// It detects actions, not changes. A logout without a logged-in user changes nothing and still counts: a session that was requested before
/// it must not appear after it.
pub struct Watch {
    slice: &'static str,
    seen: Rc<Cell<bool>>,
    listening: Listening,
}

impl Watch {
    /// Watches actions of this slice, and logouts: see [`crate::store::StoreBuilder::reset_on`].
    #[must_use]
    pub fn on(owner: OwnerHandle<'_>, slice: &'static str) -> Self {
        let reset_on = owner.reset_on();
        Self::on_each(owner, slice, move |tagged| {
            tagged.split().0 == slice || Some(tagged.tag) == reset_on
        })
    }

    /// Watches actions of these types.
    #[must_use]
    pub fn on_actions(owner: OwnerHandle<'_>, action_types: &'static [&'static str]) -> Self {
        Self::on_each(owner, "", |tagged| action_types.contains(&tagged.tag))
    }

    fn on_each(
        owner: OwnerHandle<'_>,
        slice: &'static str,
        is_news: impl Fn(&tarn_wire::Tagged<'_>) -> bool + 'static,
    ) -> Self {
        let seen = Rc::new(Cell::new(false));
        let listening = owner.listen("*", {
            let seen = Rc::clone(&seen);
            move |applied, _| {
                if !seen.get() {
                    seen.set(tarn_wire::Tagged::parse(&applied.bytes).is_ok_and(|tagged| is_news(&tagged)));
                }
            }
        });
        Self { slice, seen, listening }
    }

    /// The watched slice; empty for [`Watch::on_actions`].
    #[must_use]
    pub fn slice(&self) -> &'static str {
        self.slice
    }

    /// Whether there was a watched action.
    #[must_use]
    pub fn has_seen_any(&self) -> bool {
        self.seen.get()
    }

    /// Runs `act`, whose actions do not count.
    pub fn looking_away<T>(&self, act: impl FnOnce() -> T) -> T {
        let seen = self.seen.get();
        let result = act();
        self.seen.set(seen);
        result
    }

    /// Stops the watch. Later actions are not detected, so [`Watch::has_seen_any`] is true from now on: a late state overwrites nothing.
    pub fn end(&self) {
        self.listening.stop();
        self.seen.set(true);
    }
}

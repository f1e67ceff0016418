//! Noticing that something happened while something else was under way.

use std::cell::Cell;
use std::rc::Rc;

use crate::store::{Listening, OwnerHandle};

/// Watches a slice while a state for it is being fetched or read. What arrives late must not overwrite what the shopper has
/// done meanwhile, in this tab or in another: code that restores asks [`Watch::has_seen_any`] first.
///
/// It counts actions, not changes. A logout that changes nothing, because nobody is logged in yet, is news all the same: a
/// session that was asked for before it must not come back after it.
pub struct Watch {
    slice: &'static str,
    seen: Rc<Cell<bool>>,
    listening: Listening,
}

impl Watch {
    /// Watches this slice from now on, and whether the user goes: see [`crate::store::StoreBuilder::reset_on`].
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

    /// The slice that it watches; empty if it watches actions.
    #[must_use]
    pub fn slice(&self) -> &'static str {
        self.slice
    }

    /// Whether there was an action on the slice, or a logout.
    #[must_use]
    pub fn has_seen_any(&self) -> bool {
        self.seen.get()
    }

    /// Does something that is not to be noticed.
    pub fn looking_away<T>(&self, act: impl FnOnce() -> T) -> T {
        let seen = self.seen.get();
        let result = act();
        self.seen.set(seen);
        result
    }

    /// Watches no longer. What happens from here on is not seen, so from here on something counts as seen: whoever asks later
    /// overwrites nothing.
    pub fn end(&self) {
        self.listening.stop();
        self.seen.set(true);
    }
}

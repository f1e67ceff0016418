//! Detection of actions during an asynchronous operation.

use std::cell::Cell;
use std::rc::Rc;

use crate::StoreError;
use crate::store::{Listening, OwnerHandle};

/// Guards a slice while a state for it is fetched or read. A late state must not overwrite newer actions, of this tab or another one:
/// the restoring code checks [`StaleGuard::is_stale`] first, or restores with [`StaleGuard::put`].
///
/// It detects actions, not changes. A logout without a logged-in user changes nothing and still counts: a session that was requested
/// before it must not appear after it.
pub struct StaleGuard {
    slice: &'static str,
    is_stale: Rc<Cell<bool>>,
    listening: Listening,
}

impl StaleGuard {
    /// Detects actions of this slice, and logouts: see [`crate::store::StoreBuilder::reset_on`].
    #[must_use]
    pub fn on(owner: OwnerHandle<'_>, slice: &'static str) -> Self {
        let reset_on = owner.reset_on();
        Self::on_each(owner, slice, move |tagged| {
            tagged.split().0 == slice || Some(tagged.tag) == reset_on
        })
    }

    /// Guards against actions of these types.
    #[must_use]
    pub fn on_actions(owner: OwnerHandle<'_>, action_types: &'static [&'static str]) -> Self {
        Self::on_each(owner, "", |tagged| action_types.contains(&tagged.tag))
    }

    fn on_each(
        owner: OwnerHandle<'_>,
        slice: &'static str,
        is_news: impl Fn(&tarn_wire::Tagged<'_>) -> bool + 'static,
    ) -> Self {
        let is_stale = Rc::new(Cell::new(false));
        let listening = owner.listen("*", {
            let is_stale = Rc::clone(&is_stale);
            move |applied| {
                if !is_stale.get() {
                    is_stale.set(tarn_wire::Tagged::parse(&applied.bytes).is_ok_and(|tagged| is_news(&tagged)));
                }
            }
        });
        Self {
            slice,
            is_stale,
            listening,
        }
    }

    /// The guarded slice; empty for a guard of action types.
    #[must_use]
    pub fn slice(&self) -> &'static str {
        self.slice
    }

    /// Whether there was a watched action.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.is_stale.get()
    }

    /// Replaces the slice's state by a state that was read or fetched, unless it is stale.
    ///
    /// # Errors
    /// The slice does not accept the state. Nothing is changed then.
    pub fn put(&self, owner: OwnerHandle<'_>, state: Vec<u8>) -> Result<(), StoreError> {
        if self.is_stale() {
            return Ok(());
        }
        owner.replace(&[(self.slice.to_owned(), state)])
    }

    /// Runs `act`, whose actions do not count.
    pub fn unnoticed<T>(&self, act: impl FnOnce() -> T) -> T {
        let is_stale = self.is_stale.get();
        let result = act();
        self.is_stale.set(is_stale);
        result
    }

    /// Ends the guard. Later actions are not detected, so [`StaleGuard::is_stale`] is true from now on: a late state overwrites nothing.
    pub fn end(&self) {
        self.listening.stop();
        self.is_stale.set(true);
    }
}

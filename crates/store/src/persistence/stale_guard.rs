//! Telling whether a state that was read or fetched is stale by now.

use std::cell::Cell;
use std::rc::Rc;

use crate::StoreError;
use crate::store::{Listening, OwnerHandle};

/// Guards a slice while a state for it is being fetched or read. A late answer must not overwrite what the user has done
/// meanwhile, in this tab or in another: code that restores asks [`StaleGuard::is_stale`] first, or restores with
/// [`StaleGuard::put`].
///
/// It counts actions, not changes. A logout that changes nothing, because nobody is logged in yet, is news all the same: a
/// session that was asked for before it must not come back after it.
pub struct StaleGuard {
    slice: &'static str,
    is_stale: Rc<Cell<bool>>,
    listening: Listening,
}

impl StaleGuard {
    /// Guards this slice from now on; the user's logout is news of every slice: see [`crate::store::StoreBuilder::reset_on`].
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

    /// Whether there was an action on the slice, or a logout.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.is_stale.get()
    }

    /// Puts a state that was read or fetched meanwhile in place of the slice's, unless it is stale.
    ///
    /// # Errors
    /// When the slice does not accept the state; then nothing is changed.
    pub fn put(&self, owner: OwnerHandle<'_>, state: Vec<u8>) -> Result<(), StoreError> {
        if self.is_stale() {
            return Ok(());
        }
        owner.replace(&[(self.slice.to_owned(), state)])
    }

    /// Runs `act`, whose actions are no news.
    pub fn unnoticed<T>(&self, act: impl FnOnce() -> T) -> T {
        let is_stale = self.is_stale.get();
        let result = act();
        self.is_stale.set(is_stale);
        result
    }

    /// Ends the guard. It sees nothing from here on, so everything counts as stale from here on.
    pub fn end(&self) {
        self.listening.stop();
        self.is_stale.set(true);
    }
}

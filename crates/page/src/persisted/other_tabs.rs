//! Reading again what other tabs have stored.

use std::rc::Rc;

use tarn_store::persistence::StaleGuard;
use tarn_store::store::OwnerHandle;

use super::{Persisted, WRITE_DELAY_MS};
use crate::timer;

impl Persisted {
    /// Takes the stored states of the kept slices, but of those to which something has happened in this page.
    pub(super) fn restore_kept(&self) {
        let unwritten = |slice: &str| self.has_unwritten_slice(slice);
        self.take_stored(|slice| !unwritten(slice));
    }

    /// See [`Self::restore_kept`]. `is_all_stored` says that nothing was done to the slice here that should be stored.
    fn take_stored(&self, is_all_stored: impl Fn(&str) -> bool) {
        let guards = self.inner.guards.borrow().clone();
        for (kept, guard) in self.inner.kept.iter().zip(guards) {
            if guard.is_stale() {
                continue;
            }
            let is_all_stored = is_all_stored(kept.slice);
            self.inner
                .read(kept.slice, &|state| (kept.restore)(&self.inner.store, state, &guard));
            // Written back, late perhaps in a tab that nobody looks at, it would undo what another tab has stored since.
            if let Some(owner) = self.inner.store.owner().filter(|_| is_all_stored) {
                self.inner.keeper.note_read(owner, kept.slice);
            }
        }
    }

    /// Another tab did something to a slice that is not here: what it stores of it is shown where it is read.
    pub(crate) fn refresh_soon(&self) {
        let store = self.inner.store.clone();
        timer::after(2 * WRITE_DELAY_MS, move || {
            if let Some(owner) = store.owner() {
                owner.refresh_stored();
            }
        });
    }

    /// Looks at what is stored again, now that this tab hears of the others: what they did while it began to listen is not
    /// lost, and what they have yet to write is there a little later.
    pub(crate) fn catch_up(&self) {
        self.restore_kept();
        let persisted = self.clone();
        timer::after(2 * WRITE_DELAY_MS, move || {
            persisted.restore_kept();
            persisted.end_guards();
        });
    }

    /// Whether something was done to this slice here that is not stored yet.
    #[must_use]
    pub fn has_unwritten_slice(&self, slice: &str) -> bool {
        let owner = self.inner.store.owner();
        owner.is_some_and(|owner| self.inner.keeper.is_slice_behind(owner, slice))
    }

    /// Whether something was done here that is not stored yet: it is newer than what is stored.
    #[must_use]
    pub fn has_unwritten(&self) -> bool {
        let owner = self.inner.store.owner();
        owner.is_some_and(|owner| self.inner.keeper.is_behind(owner))
    }

    /// This tab may have missed what the others did, and has stored all of its own, or was emptied in their name: what they have
    /// stored is newer.
    pub fn read_again(&self) {
        self.guard_kept();
        self.take_stored(|_| true);
        self.end_guards();
        if let Some(owner) = self.inner.store.owner() {
            self.read_registered_again(owner);
            owner.refresh_stored();
        }
    }

    /// Slices that remotes have registered, as they are stored.
    fn read_registered_again(&self, owner: OwnerHandle<'_>) {
        let mut slices = Vec::new();
        owner.for_each_slice(&mut |slice, _| {
            if self.inner.keeper.keeps(slice) && !self.inner.kept.iter().any(|kept| kept.slice == slice) {
                slices.push(slice.to_owned());
            }
        });
        for slice in slices {
            // What was done here is newer than what is stored.
            if self.inner.keeper.is_slice_behind(owner, &slice) {
                continue;
            }
            // A state that is here already, or that the reducer does not accept, is no news.
            if let Some(state) = self.inner.read(&slice, &|_| Ok(true))
                && owner.peek(&slice).as_ref() != Some(&state)
                && owner.replace(&[(slice.clone(), state)]).is_ok()
            {
                self.inner.keeper.note_read(owner, &slice);
            }
        }
    }

    /// This tab hears no more of the others. What it has is written now, so that what is stored later is newer, and is taken
    /// when it hears of them again, of slices to which nothing happens here.
    pub(crate) fn fall_behind(&self) {
        self.inner.write();
        self.guard_kept();
    }

    pub(super) fn guard_kept(&self) {
        self.end_guards();
        let Some(owner) = self.inner.store.owner() else { return };
        let guards = self
            .inner
            .kept
            .iter()
            .map(|kept| Rc::new(StaleGuard::on(owner, kept.slice)));
        self.inner.guards.replace(guards.collect());
    }

    fn end_guards(&self) {
        for guard in &*self.inner.guards.borrow() {
            guard.end();
        }
    }
}

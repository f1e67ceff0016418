//! States that other tabs have stored.

use std::rc::Rc;

use tarn_store::persistence::StaleGuard;
use tarn_store::store::OwnerHandle;

use super::{Persisted, WRITE_DELAY_MS};
use crate::timer;

impl Persisted {
    /// Restores the stored states of the slices without actions in this page.
    pub(super) fn restore_kept(&self) {
        let unwritten = |slice: &str| self.has_unwritten_slice(slice);
        self.take_stored(|slice| !unwritten(slice));
    }

    /// See [`Self::restore_kept`]. `is_all_stored` tells whether a slice has no unwritten changes.
    fn take_stored(&self, is_all_stored: impl Fn(&str) -> bool) {
        let guards = self.inner.guards.borrow().clone();
        for (kept, guard) in self.inner.kept.iter().zip(guards) {
            if guard.is_stale() {
                continue;
            }
            let is_all_stored = is_all_stored(kept.slice);
            self.inner
                .read(kept.slice, &|state| (kept.restore)(&self.inner.store, state, &guard));
            // A later write of this state, perhaps in a hidden tab, would overwrite newer states of other tabs.
            if let Some(owner) = self.inner.store.owner().filter(|_| is_all_stored) {
                self.inner.keeper.record_read(owner, kept.slice);
            }
        }
    }

    /// Refreshes the readers of stored states, after another tab has changed a slice that is not registered here.
    pub(crate) fn refresh_soon(&self) {
        let store = self.inner.store.clone();
        timer::after(2 * WRITE_DELAY_MS, move || {
            if let Some(owner) = store.owner() {
                owner.refresh_stored();
            }
        });
    }

    /// Restores stored states after this tab has started to listen: immediately for earlier changes of other tabs, and again later for
    /// changes that they have not written yet.
    pub(crate) fn catch_up(&self) {
        self.restore_kept();
        let persisted = self.clone();
        timer::after(2 * WRITE_DELAY_MS, move || {
            persisted.restore_kept();
            persisted.end_guards();
        });
    }

    /// Whether this slice has unwritten changes.
    #[must_use]
    pub fn has_unwritten_slice(&self, slice: &str) -> bool {
        let owner = self.inner.store.owner();
        owner.is_some_and(|owner| self.inner.keeper.is_slice_behind(owner, slice))
    }

    /// Whether any slice has unwritten changes, which are newer than the stored states.
    #[must_use]
    pub fn has_unwritten(&self) -> bool {
        let owner = self.inner.store.owner();
        owner.is_some_and(|owner| self.inner.keeper.is_behind(owner))
    }

    /// Restores all stored states. For a tab that may have missed changes of other tabs and has no unwritten changes, or was reset by a
    /// logout in another tab.
    pub fn read_again(&self) {
        self.guard_kept();
        self.take_stored(|_| true);
        self.end_guards();
        if let Some(owner) = self.inner.store.owner() {
            self.read_registered_again(owner);
            owner.refresh_stored();
        }
    }

    /// Restores the slices of remotes.
    fn read_registered_again(&self, owner: OwnerHandle<'_>) {
        let mut slices = Vec::new();
        owner.for_each_slice(&mut |slice, _| {
            if self.inner.keeper.keeps(slice) && !self.inner.kept.iter().any(|kept| kept.slice == slice) {
                slices.push(slice.to_owned());
            }
        });
        for slice in slices {
            // Unwritten changes are newer than the stored state.
            if self.inner.keeper.is_slice_behind(owner, &slice) {
                continue;
            }
            // An equal state, or one that the reducer does not accept, changes nothing.
            if let Some(state) = self.inner.read(&slice, &|_| Ok(true))
                && owner.peek(&slice).as_ref() != Some(&state)
                && owner.replace(&[(slice.clone(), state)]).is_ok()
            {
                self.inner.keeper.record_read(owner, &slice);
            }
        }
    }

    /// Prepares for the closed bridge: this tab writes its changes now, so that later stored states are newer, and restores them when the
    /// bridge opens again, for slices without actions here.
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

//! Reading again what other tabs have stored.

use std::rc::Rc;

use shared_store::persistence::Watch;
use shared_store::restore_readable_lines;
use shared_store::store::OwnerHandle;

use super::{CART, Persisted, WRITE_DELAY_MS};
use crate::timer;

impl Persisted {
    /// Takes the stored cart, unless something has happened to the cart in this page.
    pub(super) fn restore_cart(&self) {
        self.take_stored_cart(!self.has_unwritten_cart());
    }

    /// See [`Self::restore_cart`]. `is_all_stored` says that nothing was done to the cart here that should be stored.
    fn take_stored_cart(&self, is_all_stored: bool) {
        let watch = self.inner.cart.borrow().clone();
        let Some(watch) = watch.filter(|watch| !watch.has_seen_any()) else {
            return;
        };
        self.inner.read(CART, &|state| {
            let unread = restore_readable_lines(&self.inner.store, state, &watch)?;
            Ok(unread == 0)
        });
        // Written back, late perhaps in a tab that nobody looks at, it would undo what another tab has stored since.
        if let Some(owner) = self.inner.store.owner().filter(|_| is_all_stored) {
            self.inner.keeper.note_read(owner, CART);
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

    /// Looks at the stored cart again, now that this tab hears of the others: what they did while it began to listen is not
    /// lost, and what they have yet to write is there a little later.
    pub(crate) fn catch_up(&self) {
        self.restore_cart();
        let persisted = self.clone();
        timer::after(2 * WRITE_DELAY_MS, move || {
            persisted.restore_cart();
            if let Some(watch) = &*persisted.inner.cart.borrow() {
                watch.end();
            }
        });
    }

    /// Whether something was done to the cart here that is not stored yet.
    pub(crate) fn has_unwritten_cart(&self) -> bool {
        let owner = self.inner.store.owner();
        owner.is_some_and(|owner| self.inner.keeper.is_slice_behind(owner, CART))
    }

    /// Whether something was done here that is not stored yet: it is newer than what is stored.
    pub(crate) fn has_unwritten(&self) -> bool {
        let owner = self.inner.store.owner();
        owner.is_some_and(|owner| self.inner.keeper.is_behind(owner))
    }

    /// This tab may have missed what the others did, and has stored all of its own, or was emptied in their name: what they have
    /// stored is newer.
    pub(crate) fn read_again(&self) {
        self.watch_cart();
        self.take_stored_cart(true);
        if let Some(watch) = &*self.inner.cart.borrow() {
            watch.end();
        }
        if let Some(owner) = self.inner.store.owner() {
            self.read_registered_again(owner);
            owner.refresh_stored();
        }
    }

    /// Slices that remotes have registered, as they are stored.
    fn read_registered_again(&self, owner: OwnerHandle<'_>) {
        let mut slices = Vec::new();
        owner.for_each_slice(&mut |slice, _| {
            if slice != CART && self.inner.keeper.keeps(slice) {
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
    /// when it hears of them again, if nothing happens to the cart here.
    pub(crate) fn fall_behind(&self) {
        self.inner.write();
        self.watch_cart();
    }

    pub(super) fn watch_cart(&self) {
        let watch = self.inner.store.owner().map(|owner| Rc::new(Watch::on(owner, CART)));
        if let Some(before) = self.inner.cart.replace(watch) {
            before.end();
        }
    }
}

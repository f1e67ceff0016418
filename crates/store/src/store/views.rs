//! Typed copies of run-time slices for the owner's app: the owner keeps their states as bytes.

use std::cell::Cell;
use std::rc::Rc;

use super::cell::AnyCell;
use super::find;
use super::owner::Owner;
use super::view::View;
use crate::StoreError;

impl Owner {
    /// The typed copy of a slice, if it exists.
    pub(super) fn view(&self, slice: &str) -> Option<Rc<dyn AnyCell>> {
        let views = self.views.borrow();
        let view = views.iter().find(|view| view.cell.key() == slice)?;
        Some(Rc::clone(&view.cell))
    }

    /// Updates `cell` from its slice from now on, also before its registration.
    pub(super) fn admit_view(&self, cell: Rc<dyn AnyCell>) -> Result<(), StoreError> {
        let present = find(&self.cells, cell.key());
        if present.is_some_and(|present| present.runtime().is_none()) {
            // A slice of the contract, read as a wrong type.
            return Err(StoreError::NoSlice(cell.key().into()));
        }
        let view = Rc::new(View {
            cell,
            version: Cell::new(None),
        });
        self.refresh_view(&view);
        self.views.borrow_mut().push(view);
        Ok(())
    }

    /// Updates the copies of changed slices.
    pub(super) fn refresh_views(&self) {
        let mut index = 0;
        while let Some(view) = { self.views.borrow().get(index).cloned() } {
            index += 1;
            let present = find(&self.cells, view.cell.key());
            if present.map(|cell| cell.version()) != view.version.get() {
                self.refresh_view(&view);
            }
        }
    }

    /// Re-reads the stored states of unregistered slices.
    pub(super) fn refresh_absent_views(&self) {
        for view in self.views.borrow().clone() {
            if view.version.get().is_none() {
                self.refresh_view(&view);
            }
        }
    }

    fn refresh_view(&self, view: &View) {
        let slice = view.cell.key();
        let present = find(&self.cells, slice);
        view.version.set(present.as_ref().map(|cell| cell.version()));
        let bytes = match present {
            Some(cell) => cell.snapshot(),
            None => self.stored_state(super::OWNER_NAME, slice),
        };
        match bytes {
            None => view.cell.reset(),
            Some(bytes) => {
                if view.cell.restore(&bytes, self.seq()).is_err() {
                    // As in a replica, the last valid state stays.
                    self.metrics.resyncs.increment();
                }
            }
        }
    }

    /// The stored state of an unregistered slice: its readers need not wait for its remote.
    pub(super) fn stored_state(&self, reader: &str, slice: &str) -> Option<Vec<u8>> {
        let stored = self.stored.borrow().clone();
        // The reader checks whether it is a state of the slice.
        let state = stored.and_then(|stored| stored(slice, &|_| true));
        #[cfg(debug_assertions)]
        if state.is_none() {
            self.warn_of_missing(reader, slice);
        }
        #[cfg(not(debug_assertions))]
        let _ = reader;
        state
    }

    /// Warns once per slice: a misspelt name would read as the default forever.
    #[cfg(debug_assertions)]
    fn warn_of_missing(&self, reader: &str, slice: &str) {
        let mut missing = self.missing.borrow_mut();
        if missing.iter().any(|known| known == slice) {
            return;
        }
        missing.push(slice.into());
        let message = format!(
            "\"{reader}\" reads slice \"{slice}\", which is not registered: it reads as its default until then"
        );
        #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
        web_sys::console::warn_1(&message.into());
        #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
        eprintln!("{message}");
    }
}

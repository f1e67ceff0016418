//! Registration and removal of run-time slices.

use std::rc::Rc;

use super::cell::Registered;
use super::find;
use super::owner::Owner;
use super::runtime_reducer::{RuntimeReducer, SliceInfo};
use super::runtime_slice::RuntimeCell;
use crate::RegistrationError;

const MAX_NAME: usize = 40;

impl Owner {
    /// Adds a slice whose reducer belongs to `by`. A repeated registration by the same app replaces the reducer and keeps the state, for a
    /// remote that was mounted again or restarted.
    pub(super) fn register_slice(
        &self,
        slice: &str,
        by: &Rc<str>,
        initial: Vec<u8>,
        reducer: Rc<dyn RuntimeReducer>,
    ) -> Result<(), RegistrationError> {
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if slice.is_empty() || slice.len() > MAX_NAME || !slice.bytes().all(is_name) {
            return Err(RegistrationError::bad_name(
                &slice.chars().take(MAX_NAME).collect::<String>(),
            ));
        }
        let generation = self.generation.get() + 1;
        if let Some(present) = find(&self.cells, slice) {
            return match present.runtime() {
                Some(present) if *present.by() == *by => {
                    if present.adopt(reducer, initial, generation) {
                        self.generation.set(generation);
                        self.feed_replicas();
                        self.notify();
                    }
                    Ok(())
                }
                present => {
                    let owner = present.map_or(self.settings.contract.name, |present| &**present.by());
                    Err(RegistrationError::name_taken(slice, owner, by))
                }
            };
        }
        let all = format!("{slice}/*");
        if let Some(grants) = &*self.grants.borrow()
            && !self.is_own(by)
            && !grants.allows(by, &all)
        {
            return Err(RegistrationError::new(grants.refusal(by, &all)));
        }
        let stored = self.stored.borrow().clone();
        let state = stored.and_then(|stored| stored(slice, &|state| reducer.accepts(state)));
        self.generation.set(generation);
        let cell = RuntimeCell::new(slice, by, state, initial, reducer, generation, self.settings.reset_on);
        self.cells.borrow_mut().push(Rc::new(cell));
        // Notifies the earlier readers of the missing slice.
        self.feed_replicas();
        self.notify();
        Ok(())
    }

    /// Removes a slice that `by` registered: first its teardown runs, then the slice and its subscriptions are removed. Readers are notified a
    /// last time. A later slice with this name is a new one.
    pub(super) fn unregister_slice(&self, slice: &str, by: &str) {
        let present = find(&self.cells, slice);
        let Some(runtime) = present.as_deref().and_then(|cell| cell.runtime()) else {
            return;
        };
        if &**runtime.by() != by {
            return;
        }
        runtime.tear_down();
        self.cells.borrow_mut().retain(|cell| cell.key() != slice);
        self.feed_replicas();
        for link in self.links.borrow().iter() {
            link.unfollow(slice);
        }
        self.notify();
    }

    /// Orphans the slices of a remote that is gone. They keep their states until it returns.
    pub(super) fn orphan_slices(&self, by: &str) {
        for cell in self.cells.borrow().iter() {
            if let Some(runtime) = cell.runtime().filter(|runtime| &**runtime.by() == by) {
                runtime.orphan();
            }
        }
    }

    pub(super) fn slice_infos(&self) -> Vec<SliceInfo> {
        let cells = self.cells.borrow();
        let infos = cells.iter().map(|cell| SliceInfo {
            key: cell.key().into(),
            owner: cell
                .runtime()
                .map_or(self.settings.contract.name, |runtime| &**runtime.by())
                .into(),
            orphaned: cell.runtime().is_some_and(Registered::is_orphaned),
        });
        infos.collect()
    }
}

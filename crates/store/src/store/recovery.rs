//! Recovery of slices after a panic: see [`super::reducing`].

use tarn_wire::Tagged;

use super::cell::OwnerCell;
use super::owner::Owner;
use super::{Interrupted, OwnerHandle};

impl OwnerHandle<'_> {
    /// Called by the panic hook of the owner's app. Returns the reducer that panicked, if it was one. The owner recovers at its next call: the
    /// action counts as not applied.
    ///
    /// Slices are rebuilt from the log, or from their stored states. A slice that cannot be rebuilt stops: it refuses actions and is not
    /// stored again, so that its stored state stays.
    #[must_use]
    pub fn panicked(&self) -> Option<Interrupted> {
        let reducing = &self.owner.reducing;
        reducing.has_panicked.set(true);
        if !reducing.is_running() {
            return None;
        }
        let cells = self.owner.cells.try_borrow().ok()?;
        Some(Interrupted {
            slice: cells.get(reducing.place.get())?.key().to_owned(),
            action_type: reducing.action_type.try_borrow().ok()?.clone(),
        })
    }

    /// The slices that have stopped because their reducers panicked.
    #[must_use]
    pub fn stopped_slices(&self) -> Vec<String> {
        self.owner.recover();
        let cells = self.owner.cells.borrow();
        let stopped = cells.iter().filter(|cell| cell.is_lost());
        stopped.map(|cell| cell.key().to_owned()).collect()
    }
}

impl Owner {
    /// Recovers from a panic.
    pub(super) fn recover(&self) {
        if self.reducing.has_panicked.get() {
            self.put_in_order();
        }
    }

    #[cold]
    fn put_in_order(&self) {
        self.reducing.has_panicked.set(false);
        self.reducing.end();
        self.listeners.abandon();
        self.abandon_batches();
        let mut stored = Vec::new();
        let mut place = 0;
        while let Some(cell) = { self.cells.borrow().get(place).cloned() } {
            place += 1;
            if let Some(state) = cell.snapshot().filter(|_| cell.is_held()) {
                // A copy without readers.
                let _ = cell.restore(&state, cell.version());
            }
            // A slice newer than the last action has reacted to the action that was not applied.
            let is_ahead = cell.version() > self.seq() && cell.runtime().is_none();
            if (cell.is_lost() || is_ahead) && !self.replay(&*cell) {
                cell.lose();
                stored.extend(self.stored_of(&*cell));
            }
        }
        if stored.is_empty() || self.replace(&stored).is_err() {
            self.feed_replicas();
            self.notify();
        }
    }

    /// Rebuilds the state of a slice from all actions since the start of the page, if the log has all of them.
    fn replay(&self, cell: &dyn OwnerCell) -> bool {
        let entries = self.log.borrow().entries();
        let reaches_back = entries.first().is_none_or(|first| first.applied.seq == 1);
        let actions: Vec<_> = entries
            .iter()
            .filter_map(|entry| Some((Tagged::parse(&entry.applied.bytes).ok()?, entry.applied.seq)))
            .collect();
        // Time travel has set states that are in no action.
        if !reaches_back || actions.iter().any(|(action, _)| action.tag == super::REPLACED) {
            return false;
        }
        cell.begin_anew();
        for (action, seq) in actions {
            if action.split().0 == cell.key() {
                // It was accepted before.
                let _ = cell.apply(&action, seq);
            } else {
                cell.react(&action, seq);
            }
        }
        true
    }

    /// The stored state of a slice, which is at most a short delay old.
    fn stored_of(&self, cell: &dyn OwnerCell) -> Option<(String, Vec<u8>)> {
        let stored = self.stored.borrow().clone()?;
        let state = stored(cell.key(), &|state| cell.accepts(state))?;
        Some((cell.key().to_owned(), state))
    }
}

//! The states that are due to be written.

use std::cell::RefCell;

use crate::store::OwnerHandle;

/// The persisted slices and their written versions.
#[derive(Default)]
pub struct Keeper {
    kept: RefCell<Vec<Kept>>,
}

struct Kept {
    slice: String,
    /// The stored version; `None` while the slice is not registered.
    written: Option<u64>,
}

impl Keeper {
    /// Persists this slice from now on. Its current state counts as written: it was just restored, or is the initial state.
    pub fn keep(&self, owner: OwnerHandle<'_>, slice: &str) {
        if !self.keeps(slice) {
            let written = version_of(owner, slice);
            let slice = slice.into();
            self.kept.borrow_mut().push(Kept { slice, written });
        }
    }

    /// Marks the current state of this slice as written, after it was read from storage.
    pub fn record_read(&self, owner: OwnerHandle<'_>, slice: &str) {
        let written = version_of(owner, slice);
        if let Some(kept) = self.kept.borrow_mut().iter_mut().find(|kept| kept.slice == slice) {
            kept.written = written;
        }
    }

    /// Whether this slice is persisted.
    #[must_use]
    pub fn keeps(&self, slice: &str) -> bool {
        self.kept.borrow().iter().any(|kept| kept.slice == slice)
    }

    /// Whether any slice is due to be written. Called after each dispatch, so it is fast.
    #[must_use]
    pub fn is_behind(&self, owner: OwnerHandle<'_>) -> bool {
        let mut is_behind = false;
        self.compare(owner, &mut |_, _| is_behind = true);
        is_behind
    }

    /// Whether this slice is due to be written.
    #[must_use]
    pub fn is_slice_behind(&self, owner: OwnerHandle<'_>, slice: &str) -> bool {
        let mut is_behind = false;
        self.compare(owner, &mut |kept, _| is_behind |= kept.slice == slice);
        is_behind
    }

    /// The persisted slices.
    #[must_use]
    pub fn slices(&self) -> Vec<String> {
        self.kept.borrow().iter().map(|kept| kept.slice.clone()).collect()
    }

    /// The slices that are due to be written, with their states. They count as written from now on.
    #[must_use]
    pub fn due(&self, owner: OwnerHandle<'_>) -> Vec<(String, Vec<u8>)> {
        let mut due = Vec::new();
        self.compare(owner, &mut |kept, version| {
            kept.written = Some(version);
            due.push((kept.slice.clone(), Vec::new()));
        });
        // A stopped slice has no state: its stored state stays.
        due.retain_mut(|(slice, state)| owner.peek(slice).map(|present| *state = present).is_some());
        due
    }

    /// Marks a slice as due again, after its write failed.
    pub fn failed(&self, slice: &str) {
        if let Some(kept) = self.kept.borrow_mut().iter_mut().find(|kept| kept.slice == slice) {
            kept.written = Some(u64::MAX);
        }
    }

    /// The persisted slices that are not registered: no reducer removes the data of a user from their stored states.
    #[must_use]
    pub fn absent(&self) -> Vec<String> {
        let kept = self.kept.borrow();
        let absent = kept.iter().filter(|kept| kept.written.is_none());
        absent.map(|kept| kept.slice.clone()).collect()
    }

    /// Calls `differs` for each kept slice whose version is not the written one.
    fn compare(&self, owner: OwnerHandle<'_>, differs: &mut dyn FnMut(&mut Kept, u64)) {
        owner.for_each_slice(&mut |key, version| {
            // Borrowed only here: after a panic, the first call of the owner notifies its subscribers, which call this keeper.
            let mut kept = self.kept.borrow_mut();
            let Some(kept) = kept.iter_mut().find(|kept| kept.slice == key) else {
                return;
            };
            match kept.written {
                // It was just registered with its stored or its initial state.
                None => kept.written = Some(version),
                Some(written) if written != version => differs(kept, version),
                Some(_) => {}
            }
        });
    }
}

fn version_of(owner: OwnerHandle<'_>, slice: &str) -> Option<u64> {
    let mut found = None;
    owner.for_each_slice(&mut |key, version| {
        if key == slice {
            found = Some(version);
        }
    });
    found
}

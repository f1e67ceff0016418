//! Which states are to be written.

use std::cell::RefCell;

use crate::store::OwnerHandle;

/// Knows which slices are kept, and what of them is written already.
#[derive(Default)]
pub struct Keeper {
    kept: RefCell<Vec<Kept>>,
}

struct Kept {
    slice: String,
    /// The version that is in storage; `None` while the slice is not there.
    written: Option<u64>,
}

impl Keeper {
    /// Keeps this slice from now on. What it is now counts as written: it was just restored, or is the state before any action.
    pub fn keep(&self, owner: OwnerHandle<'_>, slice: &str) {
        if !self.keeps(slice) {
            let written = version_of(owner, slice);
            let slice = slice.into();
            self.kept.borrow_mut().push(Kept { slice, written });
        }
    }

    /// What this slice is now was just read from storage: it counts as written.
    pub fn note_read(&self, owner: OwnerHandle<'_>, slice: &str) {
        let written = version_of(owner, slice);
        if let Some(kept) = self.kept.borrow_mut().iter_mut().find(|kept| kept.slice == slice) {
            kept.written = written;
        }
    }

    /// Whether this slice is kept.
    #[must_use]
    pub fn keeps(&self, slice: &str) -> bool {
        self.kept.borrow().iter().any(|kept| kept.slice == slice)
    }

    /// Whether anything is to be written. Asked after each dispatch, so it is quick.
    #[must_use]
    pub fn is_behind(&self, owner: OwnerHandle<'_>) -> bool {
        let mut is_behind = false;
        self.compare(owner, &mut |_, _| is_behind = true);
        is_behind
    }

    /// Whether this slice is to be written.
    #[must_use]
    pub fn is_slice_behind(&self, owner: OwnerHandle<'_>, slice: &str) -> bool {
        let mut is_behind = false;
        self.compare(owner, &mut |kept, _| is_behind |= kept.slice == slice);
        is_behind
    }

    /// The kept slices.
    #[must_use]
    pub fn slices(&self) -> Vec<String> {
        self.kept.borrow().iter().map(|kept| kept.slice.clone()).collect()
    }

    /// The slices that are to be written, and their states; from now on they count as written.
    #[must_use]
    pub fn due(&self, owner: OwnerHandle<'_>) -> Vec<(String, Vec<u8>)> {
        let mut due = Vec::new();
        self.compare(owner, &mut |kept, version| {
            kept.written = Some(version);
            due.push((kept.slice.clone(), Vec::new()));
        });
        // What has stopped has no state: what is stored of it stays.
        due.retain_mut(|(slice, state)| owner.peek(slice).map(|present| *state = present).is_some());
        due
    }

    /// What was due could not be written, so it still is.
    pub fn failed(&self, slice: &str) {
        if let Some(kept) = self.kept.borrow_mut().iter_mut().find(|kept| kept.slice == slice) {
            kept.written = Some(u64::MAX);
        }
    }

    /// The kept slices that nobody has registered: what is stored there cannot forget the user by itself.
    #[must_use]
    pub fn absent(&self) -> Vec<String> {
        let kept = self.kept.borrow();
        let absent = kept.iter().filter(|kept| kept.written.is_none());
        absent.map(|kept| kept.slice.clone()).collect()
    }

    /// Calls `differs` for each kept slice whose version is not the written one.
    fn compare(&self, owner: OwnerHandle<'_>, differs: &mut dyn FnMut(&mut Kept, u64)) {
        owner.for_each_slice(&mut |key, version| {
            // Not borrowed before: after a panic, the owner's first call tells its subscribers what has changed, and they ask here, too.
            let mut kept = self.kept.borrow_mut();
            let Some(kept) = kept.iter_mut().find(|kept| kept.slice == key) else {
                return;
            };
            match kept.written {
                // It was registered just now, and has the state that was stored, or its first.
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

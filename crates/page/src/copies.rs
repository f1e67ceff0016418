//! The stored copies of a slice: under its own key, and beside it copies of builds that could not read a newer form.

use std::cell::RefCell;

use tarn_store::browser::storage::{Area, rejected};
use tarn_store::persistence::{Stored, saved_at};

/// A key and its problem.
type Complaint = (String, String);

pub(crate) struct Copies {
    pub(crate) stored: Stored,
    /// The slices whose own key belongs to a newer build.
    left: RefCell<Vec<String>>,
}

impl Copies {
    pub(crate) fn new(stored: Stored) -> Self {
        Self {
            stored,
            left: RefCell::default(),
        }
    }

    /// The newest state of the slice that `accept` accepts, and the problems of the other copies. `accept` returns whether all of a state was
    /// readable.
    pub(crate) fn read(
        &self,
        slice: &str,
        accept: &dyn Fn(&[u8]) -> Result<bool, String>,
    ) -> (Option<Vec<u8>>, Vec<Complaint>) {
        let form = self.stored.form_of(slice);
        let mut copies = Vec::new();
        let mut complaints = Vec::new();
        for key in self.stored.keys_of(slice) {
            match Area::Local.read_encoded(&key) {
                Ok(None) => {}
                Ok(Some(stored)) => copies.push((key, stored)),
                Err(what) => complaints.push(set_aside(key, what)),
            }
        }
        let mut is_left = false;
        let mut found = None;
        while let Some((key, stored)) = take_newest(&mut copies) {
            let is_newer = form.is_newer(&stored);
            if found.is_some() {
                is_left |= is_newer;
                continue;
            }
            let opened = form.open(&stored).map_err(|error| error.to_string());
            match opened.and_then(|state| accept(&state).map(|is_whole| (state, is_whole))) {
                Ok((state, is_whole)) => {
                    if !is_whole && is_newer {
                        is_left = true;
                    } else if !is_whole {
                        Area::Local.copy_aside(&key);
                        complaints.push((
                            key.clone(),
                            format!(
                                "\"{key}\" has parts that cannot be read; the others are used. All of it is kept aside as \"{}\"",
                                rejected(&key)
                            ),
                        ));
                    }
                    found = Some(state);
                }
                Err(what) if is_newer => {
                    is_left = true;
                    complaints.push((
                        key.clone(),
                        format!(
                            "\"{key}\" is a newer build's, and this one cannot read it: {what}. It is left as it is"
                        ),
                    ));
                }
                Err(what) => complaints.push(set_aside(key, &what)),
            }
        }
        let mut left = self.left.borrow_mut();
        left.retain(|known| known != slice);
        if is_left {
            left.push(slice.into());
        }
        drop(left);
        (found, complaints)
    }

    /// Stores this state: over the copy of this build or an older one, merged into the copy of a newer build
    /// ([`tarn_store::persistence::Form::seal_over`]), or beside it.
    ///
    /// # Errors
    /// The browser denies storage or has no space.
    pub(crate) fn write(&self, slice: &str, state: &[u8]) -> Result<(), String> {
        let form = self.stored.form_of(slice);
        let own = self.stored.key_of(slice);
        let now = tarn_capabilities::clock::wall_ms();
        let stored = Area::Local.read_encoded(&own).ok().flatten();
        let newer = stored.filter(|stored| form.is_newer(stored));
        let sealed = match &newer {
            None => Some(form.seal(state.to_vec(), now)),
            Some(_) if self.left.borrow().iter().any(|left| left == slice) => None,
            Some(newer) => form.seal_over(state, now, newer, self.stored.identities),
        };
        let Some(sealed) = sealed else {
            // Readers take the newest copy. The clock of the newer build may have been ahead.
            let now = now.max(newer.map_or(0.0, |newer| saved_at(&newer) + 1.0));
            return Area::Local.write_encoded(
                &self.stored.key_beside(slice, form.schema()),
                &form.seal(state.to_vec(), now),
            );
        };
        Area::Local.write_encoded(&own, &sealed)?;
        // These copies are older now.
        self.stored
            .keys_of(slice)
            .skip(1)
            .for_each(|key| Area::Local.remove(&key));
        Ok(())
    }

    /// Removes the copy of a newer build, and the copies beside it.
    pub(crate) fn forget(&self, slice: &str) {
        let stored = Area::Local.read_encoded(&self.stored.key_of(slice)).ok().flatten();
        if stored.is_some_and(|stored| self.stored.form_of(slice).is_newer(&stored)) {
            self.remove(slice);
        }
    }

    /// Removes all copies.
    pub(crate) fn remove(&self, slice: &str) {
        self.left.borrow_mut().retain(|known| known != slice);
        self.stored.keys_of(slice).for_each(|key| Area::Local.remove(&key));
    }
}

/// The own key of the slice wins between copies of equal age. Linear search is less code than sorting a few copies.
fn take_newest(copies: &mut Vec<(String, Vec<u8>)>) -> Option<(String, Vec<u8>)> {
    let mut newest = 0;
    for (index, (_, stored)) in copies.iter().enumerate() {
        if saved_at(stored) > saved_at(&copies.get(newest)?.1) {
            newest = index;
        }
    }
    (!copies.is_empty()).then(|| copies.remove(newest))
}

fn set_aside(key: String, what: &str) -> Complaint {
    Area::Local.set_aside(&key);
    let said = format!(
        "\"{key}\" is not used: {what}. It is kept aside as \"{}\"; find its writer",
        rejected(&key)
    );
    (key, said)
}

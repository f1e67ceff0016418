//! Changes of a slice as numbers.

use std::rc::Rc;

use tarn_wire::Tagged;

use super::message::SliceSet;
use super::owner::Owner;
use super::{Applied, REPLACED};

/// The limit of steps beyond which reading the whole slice is faster.
const MANY_STEPS: u64 = 20;

impl Owner {
    /// See [`super::OwnerHandle::steps_since`].
    pub(super) fn steps_since(&self, slice: &str, version: u64) -> Option<String> {
        let place = self.place_of(slice)?;
        let cell = Rc::clone(&self.cells.borrow()[place]);
        let log = self.log.borrow();
        if cell.version().checked_sub(version)? > MANY_STEPS {
            return None;
        }
        let mut numbers = String::new();
        for seq in version + 1..=cell.version() {
            let applied = log.get(seq)?;
            match applied.step {
                Some((of, step)) if of as usize == place => {
                    if !numbers.is_empty() {
                        numbers.push(' ');
                    }
                    numbers.push_str(&cell.changed_numbers(step, seq));
                }
                _ if applied.changed.meets(SliceSet::of(place)) || is_replacement(&applied) => return None,
                _ => {}
            }
        }
        (!numbers.is_empty()).then_some(numbers)
    }
}

/// Whether it is time travel, which does not record the changed slices.
fn is_replacement(applied: &Applied) -> bool {
    Tagged::parse(&applied.bytes).is_ok_and(|tagged| tagged.tag == REPLACED)
}

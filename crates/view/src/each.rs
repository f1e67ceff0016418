//! Rows with keys.

use std::cell::RefCell;
use std::rc::Rc;

use crate::view::{Row, Rows, View};

/// Numbers for keys. The lists know numbers only, so their code is compiled once.
struct Ids<K> {
    known: Vec<(K, u32)>,
    next: u32,
}

impl<K: PartialEq> Ids<K> {
    /// The number of a key that is expected at `position` of the list before.
    fn of(&mut self, key: &K, position: usize) -> u32 {
        let is_same = |(known, _): &&(K, u32)| known == key;
        let found = self
            .known
            .get(position)
            .filter(is_same)
            .or_else(|| self.known.iter().find(is_same));
        found.map_or_else(
            || {
                self.next += 1;
                self.next
            },
            |(_, id)| *id,
        )
    }
}

/// The rows of `each`, with a key for each item.
pub(crate) fn rows<I, T, K>(
    each: impl Fn() -> I + 'static,
    key: impl Fn(&T) -> K + 'static,
    row: impl Fn(T) -> View + 'static,
) -> Rows
where
    I: IntoIterator<Item = T>,
    T: 'static,
    K: PartialEq + 'static,
{
    let row = Rc::new(row);
    let ids = RefCell::new(Ids {
        known: Vec::new(),
        next: 0,
    });
    Box::new(move || {
        let mut ids = ids.borrow_mut();
        let (mut rows, mut known) = (Vec::new(), Vec::new());
        for (position, item) in each().into_iter().enumerate() {
            let key = key(&item);
            let id = ids.of(&key, position);
            known.push((key, id));
            let row = Rc::clone(&row);
            rows.push(Row {
                id,
                make: Box::new(move || row(item)),
            });
        }
        ids.known = known;
        rows
    })
}

//! Rows of lists, with their positions in the list before.

use std::cell::RefCell;
use std::hash::Hash;
use std::rc::Rc;

use crate::former_positions::{Keys, former_positions, hash_of};
use crate::view::{Row, Rows, View};

/// The rows of `each`, with a key for each item.
pub(crate) fn rows<I, T, K>(
    each: impl Fn() -> I + 'static,
    key: impl Fn(&T) -> K + 'static,
    row: impl Fn(T) -> View + 'static,
) -> Rows
where
    I: IntoIterator<Item = T>,
    T: 'static,
    K: Eq + Hash + 'static,
{
    let row = Rc::new(row);
    let known = RefCell::new(Vec::new());
    Box::new(move || {
        let items: Vec<T> = each().into_iter().collect();
        let keys: Vec<K> = items.iter().map(&key).collect();
        let former = former_positions(&KeysOf {
            present: &keys,
            before: &known.borrow(),
        });
        known.replace(keys);
        let rows = items.into_iter().zip(former).map(|(item, former)| {
            let row = Rc::clone(&row);
            Row {
                former,
                make: Box::new(move || row(item)),
            }
        });
        rows.collect()
    })
}

struct KeysOf<'a, K> {
    present: &'a [K],
    before: &'a [K],
}

impl<K: Eq + Hash> Keys for KeysOf<'_, K> {
    fn counts(&self) -> (usize, usize) {
        (self.present.len(), self.before.len())
    }

    fn are_equal(&self, present: usize, before: usize) -> bool {
        self.present.get(present) == self.before.get(before)
    }

    fn hash(&self, present: usize) -> u32 {
        self.present.get(present).map_or(0, hash_of)
    }

    fn hash_before(&self, before: usize) -> u32 {
        self.before.get(before).map_or(0, hash_of)
    }
}

/// The only row, which another value replaces.
pub(crate) fn only<T: Clone + PartialEq + 'static>(
    value: impl Fn() -> T + 'static,
    make: impl Fn(T) -> View + 'static,
) -> Rows {
    let make = Rc::new(make);
    let known = RefCell::new(None);
    Box::new(move || {
        let value = Some(value());
        let is_same = known.replace(value.clone()) == value;
        let make = Rc::clone(&make);
        let row = move || value.map_or_else(View::default, |value| make(value));
        vec![Row {
            former: is_same.then_some(0),
            make: Box::new(row),
        }]
    })
}

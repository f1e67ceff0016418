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
        let mut keys: Vec<K> = known.take();
        let before = keys.len();
        keys.extend(items.iter().map(&key));
        let former = former_positions(&keys, before, keys.len());
        keys.drain(..before);
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

impl<K: Eq + Hash> Keys for Vec<K> {
    fn are_equal(&self, key: usize, other: usize) -> bool {
        self[key] == self[other]
    }

    fn hash(&self, key: usize) -> u32 {
        hash_of(&self[key])
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

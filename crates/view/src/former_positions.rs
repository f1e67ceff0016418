//! Former positions of the rows of a list. The code knows positions only, so it is compiled once for all types of keys.

use std::hash::{Hash, Hasher};

/// The keys of a list: those of before, then the present ones.
pub(crate) trait Keys {
    /// Whether two keys are equal.
    fn are_equal(&self, key: usize, other: usize) -> bool;

    /// The hash of a key.
    fn hash(&self, key: usize) -> u32;
}

/// The position of each present key in the list before, which had `before` of all `count` keys.
pub(crate) fn former_positions(keys: &dyn Keys, before: usize, count: usize) -> Vec<Option<usize>> {
    let mut table = None;
    let mut expected = 0;
    let find = |key| {
        // Most changes leave the order of most rows.
        let found = if expected < before && keys.are_equal(expected, key) {
            Some(expected)
        } else {
            table.get_or_insert_with(|| Table::new(keys, before)).find(keys, key)
        };
        if let Some(found) = found {
            expected = found + 1;
        }
        found
    };
    (before..count).map(find).collect()
}

/// The hash of a key (FNV-1a). A page need not defend itself against chosen keys: a `HashMap` would be larger.
pub(crate) fn hash_of(key: &impl Hash) -> u32 {
    let mut hasher = Fnv(0x811c_9dc5);
    key.hash(&mut hasher);
    hasher.0
}

struct Fnv(u32);

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        }
    }

    fn finish(&self) -> u64 {
        self.0.into()
    }
}

/// Positions by hash, with linear probing: at most half of the slots are used.
struct Table {
    /// A position plus 1; 0 is a free slot.
    slots: Vec<usize>,
}

impl Table {
    /// The table of the first `count` keys.
    fn new(keys: &dyn Keys, count: usize) -> Self {
        let mut table = Self {
            slots: vec![0; (count * 2 + 1).next_power_of_two()],
        };
        // A search finds the first of equal keys.
        for key in 0..count {
            let slot = table.search(keys.hash(key), |_| false);
            table.slots[slot] = key + 1;
        }
        table
    }

    fn find(&self, keys: &dyn Keys, key: usize) -> Option<usize> {
        let slot = self.search(keys.hash(key), |other| keys.are_equal(other, key));
        self.slots[slot].checked_sub(1)
    }

    /// The first slot for a hash that is free or has the right key.
    fn search(&self, hash: u32, is_it: impl Fn(usize) -> bool) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while self.slots[slot].checked_sub(1).is_some_and(|key| !is_it(key)) {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Texts<'a>(Vec<&'a str>);

    impl Keys for Texts<'_> {
        fn are_equal(&self, key: usize, other: usize) -> bool {
            self.0[key] == self.0[other]
        }

        fn hash(&self, key: usize) -> u32 {
            hash_of(&self.0[key])
        }
    }

    fn former(present: &[&str], before: &[&str]) -> Vec<Option<usize>> {
        let keys = Texts([before, present].concat());
        former_positions(&keys, before.len(), keys.0.len())
    }

    #[test]
    fn each_key_has_its_position_of_before() {
        let before = ["a", "b", "c", "d"];
        for (present, expected) in [
            (&["a", "b", "c", "d"][..], &[Some(0), Some(1), Some(2), Some(3)][..]),
            (&["d", "c", "b", "a"], &[Some(3), Some(2), Some(1), Some(0)]),
            (&["b", "c", "d", "a"], &[Some(1), Some(2), Some(3), Some(0)]),
            (&["x", "a", "y", "d"], &[None, Some(0), None, Some(3)]),
            (&[], &[]),
        ] {
            assert_eq!(former(present, &before), expected, "{present:?}");
        }
        assert_eq!(former(&before, &[]), [None; 4]);
    }

    #[test]
    fn equal_keys_keep_their_places() {
        assert_eq!(former(&["a", "a", "b"], &["a", "a", "b"]), [Some(0), Some(1), Some(2)]);
    }

    #[test]
    fn a_long_shuffled_list_is_found_by_hash() {
        let keys: Vec<String> = (0..5_000).map(|number| format!("product-{number}")).collect();
        let before: Vec<&str> = keys.iter().map(String::as_str).collect();
        let present: Vec<&str> = (0..5_000).map(|number| before[number * 7 % 5_000]).collect();
        let expected: Vec<_> = (0..5_000).map(|number| Some(number * 7 % 5_000)).collect();
        assert_eq!(former(&present, &before), expected);
    }
}

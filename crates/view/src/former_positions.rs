//! Which rows of a list were in it before. The code knows positions only, so it is compiled once for all types of keys.

use std::hash::{Hash, Hasher};

/// The keys of a list, now and before.
pub(crate) trait Keys {
    /// The number of keys: now, before.
    fn counts(&self) -> (usize, usize);

    /// Whether a present key equals one of before.
    fn are_equal(&self, present: usize, before: usize) -> bool;

    /// The hash of a present key.
    fn hash(&self, present: usize) -> u32;

    /// The hash of a key of before.
    fn hash_before(&self, before: usize) -> u32;
}

/// The position of each present key in the list before.
pub(crate) fn former_positions(keys: &dyn Keys) -> Vec<Option<usize>> {
    let (count, count_before) = keys.counts();
    let mut table = None;
    let mut expected = 0;
    let find = |present| {
        // Most changes leave the order of most rows.
        let found = if expected < count_before && keys.are_equal(present, expected) {
            Some(expected)
        } else {
            let table = table.get_or_insert_with(|| Table::new(keys, count_before));
            table.find(keys.hash(present), |before| keys.are_equal(present, before))
        };
        if let Some(found) = found {
            expected = found + 1;
        }
        found
    };
    (0..count).map(find).collect()
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
    fn new(keys: &dyn Keys, count_before: usize) -> Self {
        let mut table = Self {
            slots: vec![0; (count_before * 2 + 1).next_power_of_two()],
        };
        // Of equal keys, a search finds the first.
        for before in 0..count_before {
            let mut slot = keys.hash_before(before) as usize;
            while table.at(slot) != 0 {
                slot += 1;
            }
            let index = slot & (table.slots.len() - 1);
            table.slots[index] = before + 1;
        }
        table
    }

    fn at(&self, slot: usize) -> usize {
        self.slots[slot & (self.slots.len() - 1)]
    }

    fn find(&self, hash: u32, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        let mut slot = hash as usize;
        loop {
            match self.at(slot) {
                0 => return None,
                position if is_it(position - 1) => return Some(position - 1),
                _ => slot += 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Lists<'a>(&'a [&'a str], &'a [&'a str]);

    impl Keys for Lists<'_> {
        fn counts(&self) -> (usize, usize) {
            (self.0.len(), self.1.len())
        }

        fn are_equal(&self, present: usize, before: usize) -> bool {
            self.0[present] == self.1[before]
        }

        fn hash(&self, present: usize) -> u32 {
            hash_of(&self.0[present])
        }

        fn hash_before(&self, before: usize) -> u32 {
            hash_of(&self.1[before])
        }
    }

    #[test]
    fn each_key_has_its_position_of_before() {
        let before = ["a", "b", "c", "d"];
        for (present, former) in [
            (&["a", "b", "c", "d"][..], &[Some(0), Some(1), Some(2), Some(3)][..]),
            (&["d", "c", "b", "a"], &[Some(3), Some(2), Some(1), Some(0)]),
            (&["b", "c", "d", "a"], &[Some(1), Some(2), Some(3), Some(0)]),
            (&["x", "a", "y", "d"], &[None, Some(0), None, Some(3)]),
            (&[], &[]),
        ] {
            assert_eq!(former_positions(&Lists(present, &before)), former, "{present:?}");
        }
        assert_eq!(former_positions(&Lists(&before, &[])), [None; 4]);
    }

    #[test]
    fn equal_keys_keep_their_places() {
        assert_eq!(
            former_positions(&Lists(&["a", "a", "b"], &["a", "a", "b"])),
            [Some(0), Some(1), Some(2)]
        );
    }

    #[test]
    fn a_long_shuffled_list_is_found_by_hash() {
        let keys: Vec<String> = (0..5_000).map(|number| format!("product-{number}")).collect();
        let before: Vec<&str> = keys.iter().map(String::as_str).collect();
        let present: Vec<&str> = (0..5_000).map(|number| before[number * 7 % 5_000]).collect();
        let expected: Vec<_> = (0..5_000).map(|number| Some(number * 7 % 5_000)).collect();
        assert_eq!(former_positions(&Lists(&present, &before)), expected);
    }
}

//! A map from names to values.

use std::ops::Index;

use crate::head::{self, MAP};
use crate::{Description, Error, Reader, Wire};

/// A map from names to a few values, in insertion order. Linear search is faster than a tree for a few entries, and a tenth of the code.
///
/// ```
/// use tarn_wire::Map;
///
/// let mut stock = Map::default();
/// stock.insert("p1", 3_u32);
/// stock.insert("p1", 2);
/// assert_eq!(stock.get("p1"), Some(&2));
/// assert_eq!(stock.iter().count(), 1);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map<T>(Vec<(String, T)>);

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Map<T> {
    /// The value of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&T> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The mutable value of this name.
    #[must_use]
    pub fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.0
            .iter_mut()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }

    /// Sets the value of a name. It replaces an earlier value.
    pub fn insert(&mut self, name: &str, value: T) {
        match self.get_mut(name) {
            Some(present) => *present = value,
            None => self.0.push((name.into(), value)),
        }
    }

    /// All names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

/// # Panics
/// The map has no value of this name. Meant for tests.
impl<T> Index<&str> for Map<T> {
    type Output = T;

    fn index(&self, name: &str) -> &T {
        match self.get(name) {
            Some(value) => value,
            None => panic!("no value is named \"{name}\""),
        }
    }
}

impl<T: Wire> Wire for Map<T> {
    fn write(&self, out: &mut Vec<u8>) {
        head::write(out, MAP, self.0.len() as u64);
        for (name, value) in &self.0 {
            head::write_text(out, name);
            value.write(out);
        }
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
        let mut map = Self::default();
        input.map(&mut |name, input| {
            map.insert(name, T::read(input)?);
            Ok(())
        })?;
        Ok(map)
    }

    fn describe(path: &str, out: &mut Description) {
        T::describe(&format!("{path}{{}}"), out);
    }
}

//! A description of a type on the wire, in lines that a file can hold and a test can compare.

use crate::{Variants, Wire};

/// Lines such as `cart.lines[].quantity: u32`. An optional field has a `?` after its name.
///
/// ```
/// use tarn_wire::{Description, Wire};
///
/// #[derive(Wire)]
/// struct Line {
///     quantity: u32,
///     note: Option<String>,
/// }
///
/// let mut description = Description::default();
/// Line::describe("line", &mut description);
/// assert_eq!(description.into_lines(), ["line.note?: or null", "line.note?: text", "line.quantity: u32"]);
/// ```
#[derive(Debug, Default)]
pub struct Description(Vec<String>);

impl Description {
    /// The lines, sorted.
    #[must_use]
    pub fn into_lines(mut self) -> Vec<String> {
        self.0.sort();
        self.0
    }

    /// Adds the kind of the value at `path`.
    pub fn line(&mut self, path: &str, kind: &str) {
        self.0.push(format!("{path}: {kind}"));
    }

    /// Adds a field of a struct.
    pub fn field<T: Wire>(&mut self, path: &str, name: &str, may_miss: bool) {
        let mark = if may_miss || T::missing().is_some() { "?" } else { "" };
        T::describe(&format!("{path}.{name}{mark}"), self);
    }

    /// Adds an enum within a value. A new variant there breaks older readers.
    pub fn choice<T: Variants>(&mut self, path: &str) {
        self.line(path, &T::NAMES.join(" | "));
        T::describe_variants(path, self);
    }

    /// Adds a variant without a value.
    pub fn unit_variant(&mut self, path: &str, name: &str) {
        self.0.push(format!("{path}/{name}"));
    }

    /// Adds a variant that holds one value.
    pub fn variant<T: Wire>(&mut self, path: &str, name: &str) {
        self.unit_variant(path, name);
        T::describe(&format!("{path}/{name}"), self);
    }

    /// Adds a field of a variant.
    pub fn variant_field<T: Wire>(&mut self, path: &str, variant: &str, name: &str, may_miss: bool) {
        self.field::<T>(&format!("{path}/{variant}"), name, may_miss);
    }
}

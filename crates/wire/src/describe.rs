//! What a type is on the wire, in lines that can be kept in a file and compared.

use crate::{Variants, Wire};

/// Lines such as `cart.lines[].quantity: u32`. A field that may be missing has a `?` after its name.
#[derive(Debug, Default)]
pub struct Description(Vec<String>);

impl Description {
    /// The lines, sorted.
    #[must_use]
    pub fn into_lines(mut self) -> Vec<String> {
        self.0.sort();
        self.0
    }

    /// What is at `path`.
    pub fn line(&mut self, path: &str, kind: &str) {
        self.0.push(format!("{path}: {kind}"));
    }

    /// A field of a struct.
    pub fn field<T: Wire>(&mut self, path: &str, name: &str, may_miss: bool) {
        let mark = if may_miss || T::missing().is_some() { "?" } else { "" };
        T::describe(&format!("{path}.{name}{mark}"), self);
    }

    /// An enum within a value: adding a variant is no small change there, because who is older cannot read it.
    pub fn choice<T: Variants>(&mut self, path: &str) {
        self.line(path, &T::NAMES.join(" | "));
        T::describe_variants(path, self);
    }

    /// A variant, or an action.
    pub fn unit_variant(&mut self, path: &str, name: &str) {
        self.0.push(format!("{path}/{name}"));
    }

    /// A variant that holds one value.
    pub fn variant<T: Wire>(&mut self, path: &str, name: &str) {
        self.unit_variant(path, name);
        T::describe(&format!("{path}/{name}"), self);
    }

    /// A field of a variant.
    pub fn variant_field<T: Wire>(&mut self, path: &str, variant: &str, name: &str, may_miss: bool) {
        self.field::<T>(&format!("{path}/{variant}"), name, may_miss);
    }
}

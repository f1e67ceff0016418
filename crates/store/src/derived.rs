//! Functions that derived code calls.

use crate::{Secret, SliceAction};

/// The replacement of a secret.
const REDACTED: &str = "[redacted]";

/// A field that can hold a secret.
#[diagnostic::on_unimplemented(
    message = "a secret is a `String`, and this field is a `{Self}`",
    label = "the vault keeps text",
    note = "make the field a `String`, or take `#[slice(secret)]` off it"
)]
pub trait SecretField {
    /// Replaces the secret with a mark. An empty text is no secret: the reducer refuses it.
    fn take(&mut self) -> Option<Secret>;
}

impl SecretField for String {
    fn take(&mut self) -> Option<Secret> {
        (!self.is_empty()).then(|| Secret::Keep(std::mem::replace(self, REDACTED.into())))
    }
}

/// Takes a secret out of its field.
#[must_use]
pub fn take_secret<F: SecretField>(field: &mut F) -> Option<Secret> {
    field.take()
}

/// Names an enum of actions, while compiling.
pub fn is_action<A: SliceAction>() {}

/// Whether two names are the same, while compiling.
#[must_use]
pub const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut index = 0;
    while index < one.len() && index < other.len() && one[index] == other[index] {
        index += 1;
    }
    index == one.len() && index == other.len()
}

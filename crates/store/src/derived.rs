//! Functions that derived code calls.

use crate::Secret;

/// The replacement of a secret.
const REDACTED: &str = "[redacted]";

/// Takes a secret out of its field. An empty field stays, so that the reducer can refuse it.
#[must_use]
pub fn take_secret(field: &mut String) -> Option<Secret> {
    (!field.is_empty()).then(|| Secret::Keep(std::mem::replace(field, REDACTED.into())))
}

/// Whether two names are equal, at compile time.
#[must_use]
pub const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut index = 0;
    while index < one.len() && index < other.len() && one[index] == other[index] {
        index += 1;
    }
    index == one.len() && index == other.len()
}

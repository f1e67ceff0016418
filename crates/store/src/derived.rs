//! What derived code calls.

use crate::Secret;

/// What stands where a secret was.
const REDACTED: &str = "[redacted]";

/// Takes a secret out of its field. An empty one is none: the reducer says what is wrong with it.
#[must_use]
pub fn take_secret(field: &mut String) -> Option<Secret> {
    (!field.is_empty()).then(|| Secret::Keep(std::mem::replace(field, REDACTED.into())))
}

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

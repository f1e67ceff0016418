//! Functions that derived code calls. Code that types can share stands here once.

use crate::head::{self, ARRAY, MAP};
use crate::{Error, Reader, Wire};

pub fn write_record(out: &mut Vec<u8>, fields: u64) {
    head::write(out, MAP, fields);
}

#[inline(never)]
pub fn write_field<T: Wire>(out: &mut Vec<u8>, name: &str, value: &T) {
    head::write_text(out, name);
    value.write(out);
}

pub fn write_unit_variant(out: &mut Vec<u8>, namespace: &str, name: &str) {
    if namespace.is_empty() {
        return head::write_text(out, name);
    }
    head::write(out, head::TEXT, (namespace.len() + 1 + name.len()) as u64);
    out.extend_from_slice(namespace.as_bytes());
    out.push(b'/');
    out.extend_from_slice(name.as_bytes());
}

pub fn write_variant(out: &mut Vec<u8>, namespace: &str, name: &str) {
    head::write(out, ARRAY, 2);
    write_unit_variant(out, namespace, name);
}

/// # Errors
/// No variant has the name.
pub fn index_of(names: &[&str], name: &str) -> Result<usize, Error> {
    names
        .iter()
        .position(|known| *known == name)
        .ok_or_else(|| unknown_variant(names, name))
}

#[cold]
pub fn unknown_variant(names: &[&str], name: &str) -> Error {
    Error::unknown_variant(format!("\"{name}\" is none of {}", names.join(", ")))
}

/// # Errors
/// The variant has no value.
pub fn value<'r, 'a>(value: Option<&'r mut Reader<'a>>) -> Result<&'r mut Reader<'a>, Error> {
    value.ok_or_else(|| Error::new("the value is missing"))
}

/// A unit variant may carry a value: JavaScript clients send `payload: {}` for an action without a payload.
///
/// # Errors
/// The value is malformed.
pub fn pass_over(value: Option<&mut Reader<'_>>) -> Result<(), Error> {
    match value {
        Some(value) => value.skip(),
        None => Ok(()),
    }
}

/// # Errors
/// A required field is missing.
#[inline(never)]
pub fn required<T: Wire>(slot: Option<T>, name: &str) -> Result<T, Error> {
    slot.or_else(T::missing)
        .ok_or_else(|| Error::new("is missing").at(name))
}

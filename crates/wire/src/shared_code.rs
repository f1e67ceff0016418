//! The readers and writers of the plain types, compiled here, once for all crates.
//!
//! A generic function is compiled in the first crate that uses it for a type, and in each crate that does not depend on that one. Two
//! crates that do not depend on each other would each bring a reader of `Vec<String>` into an app: 1.7 KB in the host.

use crate::derived::{required, write_field};
use crate::{Error, Reader, Wire};

/// Uses what derived code uses of each type. Nobody calls it.
///
/// # Errors
/// As the types.
pub fn of_plain_types(input: &mut Reader<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
    of::<bool>(input, out)?;
    of::<u32>(input, out)?;
    of::<u64>(input, out)?;
    of::<String>(input, out)?;
    of::<Vec<String>>(input, out)?;
    of::<Option<String>>(input, out)?;
    of::<Option<Vec<String>>>(input, out)
}

fn of<T: Wire>(input: &mut Reader<'_>, out: &mut Vec<u8>) -> Result<(), Error> {
    let mut slot: Option<T> = None;
    input.into_slot(&mut slot)?;
    let mut value = required(slot, "")?;
    input.into_place(&mut value)?;
    write_field(out, "", &value);
    Ok(())
}

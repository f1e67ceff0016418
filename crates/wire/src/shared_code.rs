//! Readers and writers of the plain types, compiled here once for all crates.
//!
//! The compiler instantiates a generic function in each crate that uses it, unless a dependency has the same instance. Without this
//! module, two independent crates would each add a reader of `Vec<String>` to an app: 1.7 KB in a host.

use crate::derived::{required, write_field};
use crate::{Error, Reader, Wire};

/// Instantiates the functions that derived code calls for each type. Nothing calls it.
///
/// # Errors
/// Those of the types.
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

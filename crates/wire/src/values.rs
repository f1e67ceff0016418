//! The plain types on the wire.

use crate::head::{self, ARRAY, FALSE, FLOAT, NEGATIVE, NULL, TRUE, UINT};
use crate::{Description, Error, Reader, Wire};

macro_rules! whole_numbers {
    ($($unsigned:ident)*; $($signed:ident)*) => {
        $(impl Wire for $unsigned {
            fn write(&self, out: &mut Vec<u8>) {
                head::write(out, UINT, u64::from(*self));
            }

            fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
                let number = input.unsigned(stringify!($unsigned))?;
                Self::try_from(number).map_err(|_| out_of_range(number, stringify!($unsigned)))
            }

            fn describe(path: &str, out: &mut Description) {
                out.line(path, stringify!($unsigned));
            }
        })*
        $(impl Wire for $signed {
            fn write(&self, out: &mut Vec<u8>) {
                write_signed(i64::from(*self), out);
            }

            fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
                let number = input.signed(stringify!($signed))?;
                Self::try_from(number).map_err(|_| out_of_range(number.unsigned_abs(), stringify!($signed)))
            }

            fn describe(path: &str, out: &mut Description) {
                out.line(path, stringify!($signed));
            }
        })*
    };
}

whole_numbers! { u8 u16 u32 u64; i32 i64 }

fn write_signed(number: i64, out: &mut Vec<u8>) {
    match u64::try_from(number) {
        Ok(number) => head::write(out, UINT, number),
        // -1 is 0, -2 is 1, and so on: the inverted bits.
        Err(_) => head::write(out, NEGATIVE, !number as u64),
    }
}

#[cold]
fn out_of_range(number: u64, expected: &str) -> Error {
    Error::new(format!("expected {expected}, found {number}"))
}

impl Wire for f64 {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(FLOAT);
        out.extend_from_slice(&self.to_be_bytes());
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
        input.number("a number")
    }

    fn describe(path: &str, out: &mut Description) {
        out.line(path, "number");
    }
}

impl Wire for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(if *self { TRUE } else { FALSE });
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
        input.truth()
    }

    fn describe(path: &str, out: &mut Description) {
        out.line(path, "boolean");
    }
}

impl Wire for String {
    fn write(&self, out: &mut Vec<u8>) {
        head::write_text(out, self);
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
        input.text().map(str::to_owned)
    }

    fn describe(path: &str, out: &mut Description) {
        out.line(path, "text");
    }
}

impl<T: Wire> Wire for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            None => out.push(NULL),
            Some(value) => value.write(out),
        }
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
        if input.null()? {
            return Ok(None);
        }
        T::read(input).map(Some)
    }

    fn missing() -> Option<Self> {
        Some(None)
    }

    fn describe(path: &str, out: &mut Description) {
        out.line(path, "or null");
        T::describe(path, out);
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        head::write(out, ARRAY, self.len() as u64);
        for element in self {
            element.write(out);
        }
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
        // It grows with its elements: a false length must not reserve memory.
        let mut elements = Self::new();
        input.array(&mut |input| {
            elements.push(T::read(input)?);
            Ok(())
        })?;
        Ok(elements)
    }

    fn describe(path: &str, out: &mut Description) {
        T::describe(&format!("{path}[]"), out);
    }
}

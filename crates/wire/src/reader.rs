//! The reader. Its errors name the expected and the found type.

use crate::head::{ARRAY, FALSE, FLOAT, MAP, NEGATIVE, NULL, SIMPLE, TEXT, TRUE, UINT};
use crate::{Error, MAX_DEPTH, Wire};

/// A position in encoded bytes. Implementations of [`Wire`] read from it.
///
/// ```
/// use tarn_wire::{Reader, Wire};
///
/// let bytes = [tarn_wire::to_vec(&1_u32), tarn_wire::to_vec(&true)].concat();
/// let mut input = Reader::new(&bytes);
/// assert_eq!(u32::read(&mut input)?, 1);
/// assert!(bool::read(&mut input)?);
/// input.end()?;
/// # Ok::<(), tarn_wire::Error>(())
/// ```
#[derive(Clone)]
pub struct Reader<'a> {
    rest: &'a [u8],
    depth: usize,
}

impl<'a> Reader<'a> {
    /// A reader at the start of `bytes`.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, depth: 0 }
    }

    /// The remaining bytes.
    #[must_use]
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Checks that no bytes remain.
    ///
    /// # Errors
    /// Bytes remain after the value.
    pub fn end(&self) -> Result<(), Error> {
        match self.rest {
            [] => Ok(()),
            _ => Err(Error::new("trailing bytes after the value")),
        }
    }

    pub(crate) fn take(&mut self, length: u64) -> Result<&'a [u8], Error> {
        let length = usize::try_from(length).map_err(|_| cut_short())?;
        let (taken, rest) = self.rest.split_at_checked(length).ok_or_else(cut_short)?;
        self.rest = rest;
        Ok(taken)
    }

    pub(crate) fn peek(&self) -> Result<u8, Error> {
        self.rest.first().copied().ok_or_else(cut_short)
    }

    /// The major type and the number of the next item. For [`SIMPLE`] the number is the whole first byte.
    pub(crate) fn head(&mut self) -> Result<(u8, u64), Error> {
        let first = self.take(1)?[0];
        let (major, code) = (first >> 5, first & 31);
        if major == SIMPLE {
            return Ok((SIMPLE, u64::from(first)));
        }
        let number = match code {
            0..=23 => return Ok((major, u64::from(code))),
            24..=27 => self.take(1 << (code - 24))?,
            _ => return Err(unknown(first)),
        };
        Ok((major, number.iter().fold(0, |all, byte| all << 8 | u64::from(*byte))))
    }

    /// The number of the next item, which must have this major type.
    fn expect(&mut self, major: u8, expected: &str) -> Result<u64, Error> {
        if self.peek()? >> 5 != major {
            return Err(self.mismatch(expected));
        }
        Ok(self.head()?.1)
    }

    /// An unsigned integer.
    pub(crate) fn unsigned(&mut self, expected: &str) -> Result<u64, Error> {
        self.expect(UINT, expected)
    }

    /// A signed integer.
    pub(crate) fn signed(&mut self, expected: &str) -> Result<i64, Error> {
        let is_negative = self.peek()? >> 5 == NEGATIVE;
        let number = self.expect(if is_negative { NEGATIVE } else { UINT }, expected)?;
        let number = i64::try_from(number).map_err(|_| Error::new("a number of more than 64 bits"))?;
        Ok(if is_negative { !number } else { number })
    }

    /// Any number.
    pub(crate) fn number(&mut self, expected: &str) -> Result<f64, Error> {
        match self.peek()? {
            FLOAT => {
                self.take(1)?;
                self.float()
            }
            first if first >> 5 == UINT => Ok(self.unsigned(expected)? as f64),
            _ => Ok(self.signed(expected)? as f64),
        }
    }

    /// The eight bytes after a [`FLOAT`].
    pub(crate) fn float(&mut self) -> Result<f64, Error> {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(self.take(8)?);
        Ok(f64::from_be_bytes(bytes))
    }

    pub(crate) fn truth(&mut self) -> Result<bool, Error> {
        let value = match self.peek()? {
            FALSE => false,
            TRUE => true,
            _ => return Err(self.mismatch("a boolean")),
        };
        self.take(1)?;
        Ok(value)
    }

    /// Skips a null, if one is next.
    pub(crate) fn null(&mut self) -> Result<bool, Error> {
        let is_null = self.peek()? == NULL;
        if is_null {
            self.take(1)?;
        }
        Ok(is_null)
    }

    /// Text of this many bytes.
    pub(crate) fn text_of(&mut self, length: u64) -> Result<&'a str, Error> {
        core::str::from_utf8(self.take(length)?).map_err(|_| Error::new("text is not UTF-8"))
    }

    /// Reads text, without copying it.
    ///
    /// # Errors
    /// The next item is not text.
    pub fn text(&mut self) -> Result<&'a str, Error> {
        let length = self.expect(TEXT, "text")?;
        self.text_of(length)
    }

    /// Reads an array. `element` reads each element.
    ///
    /// # Errors
    /// The next item is not an array, or `element` fails: the error then names the index.
    pub fn array(&mut self, element: &mut dyn FnMut(&mut Self) -> Result<(), Error>) -> Result<(), Error> {
        let count = self.enter(ARRAY, "an array")?;
        for index in 0..count {
            element(self).map_err(|error| error.at(&index.to_string()))?;
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads a map. `entry` reads the value of each key.
    ///
    /// # Errors
    /// The next item is not a map, or `entry` fails: the error then names the key.
    pub fn map(&mut self, entry: &mut dyn FnMut(&'a str, &mut Self) -> Result<(), Error>) -> Result<(), Error> {
        let count = self.enter(MAP, "an object")?;
        for _ in 0..count {
            let name = self.text()?;
            entry(name, self).map_err(|error| error.at(name))?;
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads a map whose keys are `names`. `field` gets the index of each key. Other keys come from a newer sender and are skipped.
    ///
    /// # Errors
    /// The next item is not a map, or `field` fails: the error then names the key.
    pub fn record(
        &mut self,
        names: &[&str],
        field: &mut dyn FnMut(usize, &mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        // Senders mostly write the fields in this order, so the name after the last one is compared first.
        let mut next = 0;
        let count = self.enter(MAP, "an object")?;
        for _ in 0..count {
            let length = self.expect(TEXT, "text")?;
            let name = self.take(length)?;
            let index = match names.get(next) {
                Some(expected) if expected.as_bytes() == name => Some(next),
                _ => names.iter().position(|known| known.as_bytes() == name),
            };
            match index {
                Some(index) => {
                    next = index + 1;
                    field(index, self).map_err(|error| error.at(names[index]))?;
                }
                None => self.skip()?,
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads a variant. `variant` gets its name, and reads its value if it has one.
    ///
    /// # Errors
    /// The next item is not a variant, or `variant` fails.
    #[expect(
        clippy::type_complexity,
        reason = "a closure with two parameters; an alias would say no more"
    )]
    pub fn variant(
        &mut self,
        variant: &mut dyn FnMut(&str, Option<&mut Self>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if self.peek()? >> 5 == TEXT {
            return variant(self.text()?, None);
        }
        if self.enter(ARRAY, "a variant")? != 2 {
            return Err(Error::new(
                "expected a variant: its name, or an array of its name and value",
            ));
        }
        let name = self.text()?;
        variant(name, Some(self))?;
        self.depth -= 1;
        Ok(())
    }

    /// Reads a field into an existing value.
    ///
    /// # Errors
    /// As the type's [`Wire::read`].
    #[inline(never)]
    pub fn into_place<T: Wire>(&mut self, place: &mut T) -> Result<(), Error> {
        *place = T::read(self)?;
        Ok(())
    }

    /// Reads a field into an empty slot.
    ///
    /// # Errors
    /// As the type's [`Wire::read`].
    #[inline(never)]
    pub fn into_slot<T: Wire>(&mut self, slot: &mut Option<T>) -> Result<(), Error> {
        *slot = Some(T::read(self)?);
        Ok(())
    }

    /// Enters an array or map and returns the number of its items. The caller leaves with `depth -= 1`; after an error nothing more is
    /// read.
    fn enter(&mut self, major: u8, expected: &str) -> Result<u64, Error> {
        let count = self.expect(major, expected)?;
        if self.depth == MAX_DEPTH {
            return Err(Error::new("nested too deeply"));
        }
        self.depth += 1;
        Ok(count)
    }

    /// Skips one whole item. It counts the items still due instead of recursing, so depth costs no stack.
    ///
    /// # Errors
    /// The bytes are not one item.
    pub fn skip(&mut self) -> Result<(), Error> {
        let mut due = 1_u64;
        while due > 0 {
            due -= 1;
            let (major, number) = self.head()?;
            match major {
                UINT | NEGATIVE => {}
                TEXT => drop(self.take(number)?),
                ARRAY | MAP => {
                    // Every item takes at least one byte: a larger count is malformed, and would overflow `due`.
                    if number > self.rest.len() as u64 {
                        return Err(cut_short());
                    }
                    due += if major == MAP { 2 * number } else { number };
                }
                SIMPLE if number == u64::from(FLOAT) => drop(self.take(8)?),
                SIMPLE => {}
                _ => return Err(unknown(major << 5)),
            }
        }
        Ok(())
    }

    /// The error for an item of another type than expected.
    #[cold]
    #[inline(never)]
    pub(crate) fn mismatch(&self, expected: &str) -> Error {
        let first = self.rest.first().copied().unwrap_or_default();
        let found = match first >> 5 {
            UINT => "a number",
            NEGATIVE => "a negative number",
            TEXT => "text",
            ARRAY => "an array",
            MAP => "an object",
            _ => match first {
                FALSE | TRUE => "a boolean",
                NULL => "null",
                FLOAT => "a fraction",
                other => return unknown(other),
            },
        };
        Error::new(format!("expected {expected}, found {found}"))
    }
}

pub(crate) fn cut_short() -> Error {
    Error::new("unexpected end of the message")
}

pub(crate) fn unknown(byte: u8) -> Error {
    Error::new(format!("unknown byte {byte}"))
}

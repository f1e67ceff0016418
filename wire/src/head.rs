//! The first bytes of every item: its major type and a number (RFC 8949, section 3).

use crate::Error;

pub(crate) const UINT: u8 = 0;
pub(crate) const NEGATIVE: u8 = 1;
pub(crate) const TEXT: u8 = 3;
pub(crate) const ARRAY: u8 = 4;
pub(crate) const MAP: u8 = 5;
pub(crate) const SIMPLE: u8 = 7;

pub(crate) const FALSE: u8 = 0xf4;
pub(crate) const TRUE: u8 = 0xf5;
pub(crate) const NULL: u8 = 0xf6;
pub(crate) const FLOAT: u8 = 0xfb;

/// Appends the shortest head for `number`.
pub(crate) fn write(out: &mut Vec<u8>, major: u8, number: u64) {
    let major = major << 5;
    let bytes = number.to_be_bytes();
    let (code, from) = match number {
        0..=23 => {
            out.push(major | bytes[7]);
            return;
        }
        24..=0xff => (24, 7),
        0x100..=0xffff => (25, 6),
        0x1_0000..=0xffff_ffff => (26, 4),
        _ => (27, 0),
    };
    out.push(major | code);
    out.extend_from_slice(&bytes[from..]);
}

pub(crate) fn write_text(out: &mut Vec<u8>, text: &str) {
    write(out, TEXT, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// What remains to be read.
#[derive(Clone, Copy)]
pub(crate) struct Input<'de> {
    pub(crate) rest: &'de [u8],
}

impl<'de> Input<'de> {
    pub(crate) fn take(&mut self, length: u64) -> Result<&'de [u8], Error> {
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

    pub(crate) fn float(&mut self) -> Result<f64, Error> {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(self.take(8)?);
        Ok(f64::from_be_bytes(bytes))
    }

    pub(crate) fn text(&mut self, length: u64) -> Result<&'de str, Error> {
        core::str::from_utf8(self.take(length)?).map_err(|_| Error::new("text is not UTF-8"))
    }

    /// The next item, which must be text.
    pub(crate) fn name(&mut self) -> Result<&'de str, Error> {
        match self.head()? {
            (TEXT, length) => self.text(length),
            _ => Err(Error::new("expected a name")),
        }
    }

    /// Passes over one whole item. Counts the items still due instead of recursing, so depth costs no stack.
    pub(crate) fn skip(&mut self) -> Result<(), Error> {
        let mut due = 1_u64;
        while due > 0 {
            due -= 1;
            let (major, number) = self.head()?;
            match major {
                UINT | NEGATIVE => {}
                TEXT => drop(self.take(number)?),
                ARRAY | MAP => {
                    // Every item takes a byte at least: more items than bytes is a lie, and would overflow the count.
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
}

pub(crate) fn cut_short() -> Error {
    Error::new("the message ends too early")
}

pub(crate) fn unknown(byte: u8) -> Error {
    Error::new(format!("the byte {byte} begins nothing known"))
}

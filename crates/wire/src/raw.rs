//! A value that stays encoded.

use crate::{Description, Error, Reader, Wire};

/// The bytes of one value of any type, such as the payload of an action that another part decodes.
///
/// ```
/// use tarn_wire::{Raw, Wire};
///
/// #[derive(Wire)]
/// struct Letter {
///     to: String,
///     content: Raw,
/// }
///
/// let letter = Letter { to: "cart".into(), content: Raw(tarn_wire::to_vec(&7_u32)) };
/// let received: Letter = tarn_wire::from_slice(&tarn_wire::to_vec(&letter))?;
/// assert_eq!(tarn_wire::from_slice(&received.content.0), Ok(7_u32));
/// # Ok::<(), tarn_wire::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raw(pub Vec<u8>);

impl Wire for Raw {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.0);
    }

    fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
        let from = input.rest();
        input.skip()?;
        Ok(Self(from[..from.len() - input.rest().len()].to_vec()))
    }

    fn describe(path: &str, out: &mut Description) {
        out.line(path, "anything");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, tarn_wire_derive::Wire)]
    struct Letter {
        before: u32,
        inside: Option<Raw>,
        after: String,
    }

    #[test]
    fn a_raw_value_passes_through_undecoded() {
        let inside = crate::to_vec(&vec![Some("a".to_owned()), None]);
        let letter = Letter {
            before: 1,
            inside: Some(Raw(inside.clone())),
            after: "z".into(),
        };
        let read: Letter = crate::from_slice(&crate::to_vec(&letter)).unwrap();
        assert_eq!(read, letter);
        let inside: Vec<Option<String>> = crate::from_slice(&inside).unwrap();
        assert_eq!(inside, [Some("a".into()), None]);
    }

    #[test]
    fn an_incomplete_value_is_an_error() {
        assert!(crate::from_slice::<Raw>(&[0x82, 0x01]).is_err());
        assert!(crate::from_slice::<Raw>(&[]).is_err());
    }
}

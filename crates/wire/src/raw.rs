//! A value that is passed on as it came.

use crate::{Description, Error, Reader, Wire};

/// The bytes of one value of whatever type: an action's payload that somebody else decodes.
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
    fn a_value_is_passed_on_without_being_understood() {
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
    fn what_is_no_whole_value_is_an_error() {
        assert!(crate::from_slice::<Raw>(&[0x82, 0x01]).is_err());
        assert!(crate::from_slice::<Raw>(&[]).is_err());
    }
}

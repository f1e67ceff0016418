//! A prop that the host passed wrongly, or not at all.

use crate::{Code, FederationError};

/// A prop that is missing or wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PropError {
    /// Its name as it is passed.
    pub prop: &'static str,
    /// What it must be.
    pub expected: &'static str,
    /// Whether it is missing altogether.
    pub missing: bool,
    /// What is wrong within data, and at which field.
    pub mistake: Option<tarn_wire::Error>,
}

impl PropError {
    /// The error for the host's team, as the slot shows it.
    #[must_use]
    pub fn of(&self, remote: &str, component: &str) -> FederationError {
        let Self { prop, expected, .. } = self;
        let what = match &self.mistake {
            _ if self.missing => format!("prop \"{prop}\" is missing, it must be {expected}"),
            None => format!("prop \"{prop}\" has the wrong type, it must be {expected}"),
            Some(mistake) => {
                let parted = if mistake.path().is_empty() { "" } else { "." };
                let (path, message) = (mistake.path(), mistake.message());
                format!("prop \"{prop}{parted}{path}\" is wrong: {message}")
            }
        };
        FederationError::new(
            Code::PROP,
            format!("remote \"{remote}\", component \"{component}\": {what}; the host must pass it"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MISSING: PropError = PropError {
        prop: "productId",
        expected: "a string",
        missing: true,
        mistake: None,
    };

    fn sentence(error: &PropError) -> String {
        error.of("products", "ProductDetail").to_string()
    }

    #[test]
    fn a_missing_prop_is_named_with_what_it_must_be() {
        assert_eq!(
            sentence(&MISSING),
            "FED-011: remote \"products\", component \"ProductDetail\": prop \"productId\" is missing, it must be a string; \
             the host must pass it"
        );
        let wrong = PropError {
            missing: false,
            ..MISSING
        };
        assert!(sentence(&wrong).contains("\"productId\" has the wrong type, it must be a string"));
    }

    #[test]
    fn a_mistake_within_data_is_named_with_its_field() {
        let mistake = tarn_wire::Error::new("expected u32, found text").at("quantity").at("0");
        let error = PropError {
            prop: "lines",
            missing: false,
            mistake: Some(mistake),
            ..MISSING
        };
        assert!(
            sentence(&error).contains("prop \"lines.0.quantity\" is wrong: expected u32, found text;"),
            "{}",
            sentence(&error)
        );
        let whole = PropError {
            mistake: Some(tarn_wire::Error::new("\"x\" is none of a, b")),
            ..error
        };
        assert!(sentence(&whole).contains("prop \"lines\" is wrong: \"x\" is none of a, b;"));
    }
}

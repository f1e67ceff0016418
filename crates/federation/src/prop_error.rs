//! Errors in the props that a host passes.

use crate::{Code, FederationError};

/// A prop that is missing or has a wrong value. Boxed: each reader of props passes it up, and a large error would make all of that code
/// larger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PropError(Box<Details>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Details {
    prop: &'static str,
    expected: &'static str,
    is_missing: bool,
    mistake: Option<tarn_wire::Error>,
}

impl PropError {
    /// The error for a prop by its name in JavaScript: its expected type, whether it is missing, and the mistake inside data.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn new(
        prop: &'static str,
        expected: &'static str,
        is_missing: bool,
        mistake: Option<tarn_wire::Error>,
    ) -> Self {
        Self(Box::new(Details {
            prop,
            expected,
            is_missing,
            mistake,
        }))
    }

    /// The error as the slot shows it, for the team of the host.
    #[must_use]
    pub fn of(&self, remote: &str, component: &str) -> FederationError {
        let Details { prop, expected, .. } = &*self.0;
        let what = match self.0.is_missing {
            true => "is missing",
            false => "has the wrong type",
        };
        let mut message = format!(
            "remote \"{remote}\", component \"{component}\": prop \"{prop}\" {what}, it must be {expected}; the host must pass it"
        );
        if let Some(mistake) = &self.0.mistake {
            // Such as "lines.0.quantity: expected u32, found text".
            message.push_str(". ");
            message.push_str(&mistake.clone().at(prop).to_string());
        }
        FederationError::new(Code::PROP, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(error: &PropError) -> String {
        error.of("products", "ProductDetail").to_string()
    }

    #[test]
    fn a_missing_prop_is_named_with_its_expected_type() {
        assert_eq!(
            sentence(&PropError::new("productId", "a string", true, None)),
            "FED-011: remote \"products\", component \"ProductDetail\": prop \"productId\" is missing, it must be a string; \
             the host must pass it"
        );
        let wrong = sentence(&PropError::new("productId", "a string", false, None));
        assert!(
            wrong.contains("\"productId\" has the wrong type, it must be a string"),
            "{wrong}"
        );
    }

    #[test]
    fn a_mistake_within_data_is_named_with_its_field() {
        let mistake = tarn_wire::Error::new("expected u32, found text").at("quantity").at("0");
        let wrong = sentence(&PropError::new("lines", "plain data", false, Some(mistake)));
        assert!(
            wrong.ends_with(
                "prop \"lines\" has the wrong type, it must be plain data; the host must pass it. \
                 lines.0.quantity: expected u32, found text"
            ),
            "{wrong}"
        );
    }
}

//! What can be wrong with a value, and where in it.

use core::fmt;

use serde::de::{Expected, Unexpected};

/// Why a value could not be written or read, and at which field.
///
/// Boxed: every reader of every type passes `Result`s up, and a large error would make all of that code larger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Details>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Details {
    path: String,
    message: String,
}

impl Error {
    /// An error at the value itself; [`Error::at`] adds where that value stands.
    pub fn new(message: impl Into<String>) -> Self {
        Self(Box::new(Details {
            path: String::new(),
            message: message.into(),
        }))
    }

    /// The same error, seen from the value that holds the faulty one as its field or element `name`.
    #[must_use]
    #[cold]
    #[inline(never)]
    pub fn at(mut self, name: &str) -> Self {
        if !self.0.path.is_empty() {
            self.0.path.insert(0, '.');
        }
        self.0.path.insert_str(0, name);
        self
    }

    /// The path of the faulty field (`lines.0.quantity`), empty for the value itself.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// What is wrong there.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.path.is_empty() {
            formatter.write_str(&self.0.path)?;
            formatter.write_str(": ")?;
        }
        formatter.write_str(&self.0.message)
    }
}

impl core::error::Error for Error {}

impl serde::ser::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string())
    }
}

/// What serde would say, without its way of writing numbers: that would bring the code that formats fractions into every
/// app.
impl serde::de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        mismatched(kind(&found), expected)
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        match found {
            Unexpected::Unsigned(number) => mismatched(&number.to_string(), expected),
            Unexpected::Signed(number) => mismatched(&number.to_string(), expected),
            Unexpected::Str(text) => mismatched(&format!("\"{text}\""), expected),
            other => mismatched(kind(&other), expected),
        }
    }
}

/// "expected u32, found text".
pub(crate) fn mismatched(found: &str, expected: &dyn Expected) -> Error {
    Error::new(format!("expected {expected}, found {found}"))
}

fn kind(found: &Unexpected<'_>) -> &'static str {
    match found {
        Unexpected::Bool(_) => "a boolean",
        Unexpected::Unsigned(_) | Unexpected::Signed(_) => "a number",
        Unexpected::Float(_) => "a fraction",
        Unexpected::Str(_) => "text",
        Unexpected::Unit | Unexpected::Option => "null",
        Unexpected::Seq => "an array",
        Unexpected::Map => "an object",
        Unexpected::UnitVariant => "a variant without a value",
        _ => "a value of another kind",
    }
}

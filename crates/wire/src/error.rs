//! Why a value cannot be read, and at which field.

use core::fmt;

/// Why a value cannot be read, and at which field.
///
/// Boxed: every reader of every type passes `Result`s up, and a large error would make all of that code larger.
///
/// ```
/// use tarn_wire::Error;
///
/// let error = Error::new("expected u32, found text").at("quantity").at("0").at("lines");
/// assert_eq!(error.path(), "lines.0.quantity");
/// assert_eq!(error.to_string(), "lines.0.quantity: expected u32, found text");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Details>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Details {
    path: String,
    message: String,
    is_unknown_variant: bool,
}

impl Error {
    /// An error at the value itself. [`Error::at`] adds the path to that value.
    #[cold]
    pub fn new(message: impl Into<String>) -> Self {
        Self(Box::new(Details {
            path: String::new(),
            message: message.into(),
            is_unknown_variant: false,
        }))
    }

    /// The error for a name that no variant has.
    #[cold]
    pub(crate) fn unknown_variant(message: String) -> Self {
        let mut error = Self::new(message);
        error.0.is_unknown_variant = true;
        error
    }

    /// The same error, seen from the value that holds the faulty value as its field or element `name`.
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

    /// The path of the faulty field (`lines.0.quantity`); empty for the value itself.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The problem at that field.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Whether the value itself is an unknown variant.
    #[must_use]
    pub fn is_unknown_variant(&self) -> bool {
        self.0.is_unknown_variant && self.0.path.is_empty()
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

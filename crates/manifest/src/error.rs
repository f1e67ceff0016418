//! Failures that a team can cause, each with a stable code. `docs/errors.md` has a row for each.

use core::fmt;

use thiserror::Error;

/// A stable number of a kind of failure, written `FED-001`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code(u16);

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $number:literal)*) => {
        impl Code {
            $($(#[$doc])* pub const $name: Self = Self($number);)*

            /// All codes, for the test that compares them with the docs.
            pub const ALL: &'static [Self] = &[$(Self($number)),*];
        }
    };
}

codes! {
    /// A manifest, or `federation.json`, cannot be fetched.
    UNREACHABLE = 1
    /// A manifest, or `federation.json`, is malformed.
    MALFORMED = 2
    /// The remote requires another contract version than the page offers.
    CONTRACT_REFUSED = 3
    /// The remote does not expose the component.
    NOT_EXPOSED = 4
    /// A file's bytes do not match the hash in the manifest.
    INTEGRITY = 5
    /// The glue (JavaScript) or a style sheet cannot be loaded.
    GLUE = 6
    /// The wasm does not compile or start.
    WASM = 7
    /// The component's mount failed.
    MOUNT = 8
    /// The remote panicked at run time.
    CRASHED = 9
    /// The mount did not settle in time.
    MOUNT_TIMEOUT = 10
    /// A required prop is missing, or a prop has the wrong type.
    PROP = 11
    /// The remote dispatched an action without a grant.
    NOT_GRANTED = 12
    /// Another owner has the name of a slice or action.
    NAME_TAKEN = 13
    /// The page already has a store, or has none to attach to.
    SECOND_STORE = 14
    /// A message from another tab is invalid.
    BRIDGE = 15
    /// A developer's override of a remote is refused.
    OVERRIDE = 16
    /// The remote threw an uncaught error; it keeps running.
    UNCAUGHT = 17
    /// Another query of the API uses the query's name or key.
    QUERY_TAKEN = 18
    // 19 was never assigned. A number keeps its meaning forever, so that a code in an old log can be looked up.
    /// The remote dispatched an action that its manifest does not declare.
    UNDECLARED = 20
    /// The app that owns the page panicked, in a reducer or elsewhere.
    OWNER_PANICKED = 21
    /// The HTML that a server has sent differs from the view that takes it over.
    MISMATCH = 22
    /// The renderer of an app ended without a result: a panic, too much time, too much memory.
    RENDERER_FAILED = 23
    /// The renderer of an app cannot be used: a damaged file, another version of the world.
    RENDERER_UNFIT = 24
    /// The HTML of a renderer would change the page around its slot.
    HTML_REFUSED = 25
}

impl Code {
    /// Splits the code off a message that begins with one (`FED-011: ...`).
    ///
    /// ```
    /// use tarn_manifest::Code;
    ///
    /// assert_eq!(Code::split("FED-011: a prop is missing"), Some((Code::PROP, "a prop is missing")));
    /// ```
    #[must_use]
    pub fn split(message: &str) -> Option<(Self, &str)> {
        let (number, rest) = message.strip_prefix("FED-")?.split_once(':')?;
        let code = Self(number.parse().ok()?);
        Self::ALL.contains(&code).then_some((code, rest.trim_start()))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "FED-{:03}", self.0)
    }
}

/// A failure in a remote's slot: kind, cause and remedy.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{code}: {message}")]
pub struct FederationError {
    /// The kind.
    pub code: Code,
    /// The failure, the responsible team, and the next step.
    pub message: String,
}

impl FederationError {
    /// Creates an error of that kind.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_written_with_three_digits() {
        assert_eq!(Code::UNREACHABLE.to_string(), "FED-001");
        assert_eq!(Code::BRIDGE.to_string(), "FED-015");
    }

    #[test]
    fn a_code_is_found_at_the_head_of_a_message() {
        let error = FederationError::new(Code::PROP, "prop \"productId\" is missing");
        let text = error.to_string();
        assert_eq!(Code::split(&text), Some((Code::PROP, error.message.as_str())));
        assert_eq!(Code::split("FED-999: x"), None);
        assert_eq!(Code::split("unreachable"), None);
    }
}

//! Why a slot comes without HTML.

use std::fmt;

use tarn_manifest::Code;

/// A failure of one renderer. The server logs it; a page gets no word of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) code: Code,
    pub(super) message: String,
}

impl Failure {
    /// The renderer ended without a result.
    pub(super) fn crashed(message: impl Into<String>) -> Self {
        Self::new(Code::RENDERER_FAILED, message)
    }

    /// The renderer cannot be used.
    pub(super) fn unfit(message: impl Into<String>) -> Self {
        Self::new(Code::RENDERER_UNFIT, message)
    }

    /// The renderer's HTML is refused.
    pub(super) fn refused(message: impl Into<String>) -> Self {
        Self::new(Code::HTML_REFUSED, message)
    }

    fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            // A line of the log stays one, and short: the text may be an app's.
            message: shortened(message.into()).replace(char::is_control, " "),
        }
    }
}

/// The longest message, in bytes.
const MAX_MESSAGE: usize = 2_000;

fn shortened(mut message: String) -> String {
    if message.len() > MAX_MESSAGE {
        message.truncate(message.floor_char_boundary(MAX_MESSAGE));
        message.push('…');
    }
    message
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_one_short_line() {
        let forged = Failure::crashed("no\n2026-01-01 ERROR forged \u{1b}[31m");
        assert_eq!(forged.message, "no 2026-01-01 ERROR forged  [31m");
        let long = Failure::crashed("ä".repeat(2_000));
        assert_eq!(long.message.chars().count(), 1_001);
        assert!(long.message.ends_with('…'));
    }
}

//! Logs a repeated message once.

use std::sync::{Mutex, PoisonError};

/// The last message of one kind.
pub(super) struct LastMessage(Mutex<String>);

impl LastMessage {
    pub(super) const fn new() -> Self {
        Self(Mutex::new(String::new()))
    }

    /// The cause is gone: when it comes back, its message is new.
    pub(super) fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Whether the message differs from the last one, which it then replaces.
    pub(super) fn is_new(&self, message: &str) -> bool {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = *last != message;
        if is_new {
            message.clone_into(&mut last);
        }
        is_new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_new_once() {
        let last = LastMessage::new();
        assert_eq!(
            ["a", "a", "b", "a"].map(|message| last.is_new(message)),
            [true, false, true, true]
        );
        last.forget();
        assert!(last.is_new("a"));
    }
}

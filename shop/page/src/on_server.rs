//! The page while a server renders it: nothing of a user is known.

/// A page without a session.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page;

impl Page {
    /// A server asks nobody for a session, so nothing has gone wrong.
    #[must_use]
    pub fn has_session_problem(&self) -> bool {
        false
    }

    /// No session is being checked.
    #[must_use]
    pub fn is_checking_session(&self) -> bool {
        false
    }

    /// Nothing is checked.
    pub fn check_session_soon(&self) {}
}

/// The theme, which a browser sets before the first paint.
pub mod theme {
    use shared_store::Store;

    /// No button is pressed on a server.
    pub fn toggle(_: &Store) {}
}

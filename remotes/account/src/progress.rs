//! How far the requests of the page have come.

use crate::place::Place;

/// The progress of one kind of request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Progress {
    pub(crate) is_pending: bool,
    /// True if the last request succeeded and nothing was edited since.
    pub(crate) is_done: bool,
    /// The error message for the shopper.
    pub(crate) problem: Option<Problem>,
    /// The ticket being closed, for `Kind::CloseTicket`.
    pub(crate) ticket_id: String,
}

/// An error message for the shopper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The place of the page that shows the message.
    pub(crate) at: Place,
    pub(crate) message: String,
}

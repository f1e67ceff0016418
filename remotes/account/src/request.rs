//! Requests that change data on the server.

use crate::place::Place;
use crate::unsaved::Field;

/// One request with its payload.
pub(crate) enum Request {
    SaveProfile { name: String, email: String },
    OpenTicket { subject: String },
    CloseTicket { id: String },
    SendChat { text: String },
    LogOut,
}

/// The kinds of requests. At most one of each kind is pending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    SaveProfile,
    OpenTicket,
    CloseTicket,
    SendChat,
    LogOut,
}

impl Kind {
    pub(crate) const COUNT: usize = 5;

    /// The field that a successful request of this kind clears.
    pub(crate) fn field(self) -> Option<Field> {
        match self {
            Self::OpenTicket => Some(Field::Subject),
            Self::SendChat => Some(Field::Message),
            Self::SaveProfile | Self::CloseTicket | Self::LogOut => None,
        }
    }
}

impl Request {
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self::SaveProfile { .. } => Kind::SaveProfile,
            Self::OpenTicket { .. } => Kind::OpenTicket,
            Self::CloseTicket { .. } => Kind::CloseTicket,
            Self::SendChat { .. } => Kind::SendChat,
            Self::LogOut => Kind::LogOut,
        }
    }
}

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

//! What the page asks the server to change.

use crate::unsaved::Field;

/// One request, with what it carries.
pub(crate) enum Request {
    SaveProfile { name: String, email: String },
    OpenTicket { subject: String },
    CloseTicket { id: String },
    SendChat { text: String },
    LogOut,
}

/// The kinds of requests. There is never more than one of a kind under way.
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

    /// The field that a request of this kind empties when it succeeds.
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

/// How the requests of a kind stand.
#[derive(Debug, Clone, Default)]
pub(crate) struct Progress {
    pub(crate) is_pending: bool,
    /// The last one succeeded, and nothing was changed since.
    pub(crate) is_done: bool,
    /// What the shopper should know.
    pub(crate) problem: Option<Problem>,
    /// Of the closing of a ticket: which.
    pub(crate) ticket_id: String,
}

/// What went wrong, in words for the shopper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// What it is about: the part `{at}-problem` shows it.
    pub(crate) at: &'static str,
    pub(crate) message: String,
}

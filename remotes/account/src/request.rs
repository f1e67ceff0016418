//! Requests that change data on the server.

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

//! What the page asks of the server.

/// One request, with what it carries.
pub(crate) enum Request {
    SaveProfile { name: String, email: String },
    LoadTickets,
    OpenTicket { subject: String },
    CloseTicket { id: String },
    LoadChat,
    SendChat { text: String },
    LogOut,
}

/// The kinds of requests. There is never more than one of a kind under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    SaveProfile,
    LoadTickets,
    OpenTicket,
    CloseTicket,
    LoadChat,
    SendChat,
    LogOut,
}

impl Kind {
    pub(crate) const COUNT: usize = 7;
}

impl Request {
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self::SaveProfile { .. } => Kind::SaveProfile,
            Self::LoadTickets => Kind::LoadTickets,
            Self::OpenTicket { .. } => Kind::OpenTicket,
            Self::CloseTicket { .. } => Kind::CloseTicket,
            Self::LoadChat => Kind::LoadChat,
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
    /// Of a load: the shopper has changed something since it was asked for, so its answer may lack that.
    pub(crate) is_stale: bool,
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

//! Places of the page that show the problem of a request.

use shop_api::ApiError;

use crate::request::Kind;

/// A place of the page, below the part that a problem belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    ProfileName,
    ProfileEmail,
    /// Below the form of the profile, for problems of no single field.
    ProfileForm,
    TicketSubject,
    /// Below the list of tickets.
    TicketList,
    ChatForm,
}

impl Place {
    /// The place for the error of a request. A logout has none: it always succeeds on the page, and a toast reports that the
    /// server was not reached.
    pub(crate) fn of(kind: Kind, error: &ApiError) -> Option<Self> {
        match (kind, error.field.as_deref()) {
            (Kind::SaveProfile, Some("name")) => Some(Self::ProfileName),
            (Kind::SaveProfile, Some("email")) => Some(Self::ProfileEmail),
            (Kind::SaveProfile, _) => Some(Self::ProfileForm),
            (Kind::OpenTicket, _) => Some(Self::TicketSubject),
            (Kind::CloseTicket, _) => Some(Self::TicketList),
            (Kind::SendChat, _) => Some(Self::ChatForm),
            (Kind::LogOut, _) => None,
        }
    }

    /// The kind of the requests whose problems the place shows.
    pub(crate) fn kind(self) -> Kind {
        match self {
            Self::ProfileName | Self::ProfileEmail | Self::ProfileForm => Kind::SaveProfile,
            Self::TicketSubject => Kind::OpenTicket,
            Self::TicketList => Kind::CloseTicket,
            Self::ChatForm => Kind::SendChat,
        }
    }

    /// Id of the problem's element, for `aria-describedby` of a field.
    pub(crate) fn problem_id(self) -> &'static str {
        match self {
            Self::ProfileName => "profile-name-problem",
            Self::ProfileEmail => "profile-email-problem",
            Self::ProfileForm => "profile-form-problem",
            Self::TicketSubject => "ticket-subject-problem",
            Self::TicketList => "ticket-list-close-problem",
            Self::ChatForm => "chat-form-problem",
        }
    }
}

//! Why the store says no.

use thiserror::Error;

/// An action that was not applied. The state is what it was before.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct Rejected {
    /// The reason's kind.
    pub reason: Reason,
    /// A sentence for whoever dispatched: what is wrong, and where.
    pub message: String,
}

/// The kinds of [`Rejected`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// No slice has an action of this type.
    UnknownType,
    /// The payload is not what the action takes.
    BadPayload,
    /// The reducer refused it in the present state.
    Refused,
    /// `federation.json` does not grant this remote the action (FED-012).
    NotGranted,
    /// The slice's reducer is gone with its remote; the state is kept.
    Orphaned,
    /// The owner could not be asked.
    OwnerGone,
}

impl Reason {
    /// All of them, with the names by which they cross from owner to replica, and which JavaScript sees.
    pub const NAMES: [(Self, &'static str); 6] = [
        (Self::UnknownType, "unknown-type"),
        (Self::BadPayload, "bad-payload"),
        (Self::Refused, "refused"),
        (Self::NotGranted, "not-granted"),
        (Self::Orphaned, "orphaned"),
        (Self::OwnerGone, "owner-gone"),
    ];

    /// The name by which it crosses from owner to replica.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(reason, _)| *reason == self)
            .map_or("refused", |(_, name)| name)
    }

    /// The reason of that name; [`Reason::OwnerGone`] for a name that is none.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self::NAMES
            .iter()
            .find(|(_, known)| *known == name)
            .map_or(Self::OwnerGone, |(reason, _)| *reason)
    }
}

impl Rejected {
    /// A reducer's refusal.
    #[must_use]
    pub fn refused(message: impl Into<String>) -> Self {
        Self::new(Reason::Refused, message)
    }

    pub(crate) fn new(reason: Reason, message: impl Into<String>) -> Self {
        Self {
            reason,
            message: message.into(),
        }
    }
}

/// What is said to whoever makes a second store.
pub(crate) const SECOND_STORE: &str = "FED-014: this page has a store already; a second one would split the state. Attach to it with provide_store instead of make_store";

/// What is said where the registry's name belongs to something else in the page.
pub(crate) const NAME_TAKEN: &str = "FED-014: another script of this page, or an element with this id, has taken the name window.__TARN__, under which the page's store is found. It has to use another name";

/// Why there is no store to work with.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The page has no registry: the host has not made one, or this is not its page.
    #[error(
        "FED-014: this page has no window.__TARN__ to attach to; the host must create its store before it loads remotes"
    )]
    NoRegistry,
    /// A second owner was asked for in one page, or a store below another; or the registry's name is taken. The sentence comes along, so that remotes need not carry it.
    #[error("{0}")]
    SecondStore(&'static str),
    /// The owner refused to take this remote in.
    #[error("FED-003: {0}")]
    Refused(String),
    /// The owner does not have a slice, or cannot hand it over.
    #[error("the owner has no slice \"{0}\"")]
    NoSlice(String),
    /// A snapshot was not what the slice's type says.
    #[error("the snapshot of slice \"{slice}\" does not fit: {message}")]
    BadSnapshot {
        /// The slice.
        slice: String,
        /// What does not fit, and where.
        message: String,
    },
}

/// Why a slice was not registered. The sentence is the owner's, so that remotes need not carry it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct RegistrationError {
    /// What happened, whose fault it is and what to do.
    pub message: String,
}

impl RegistrationError {
    /// The name of the slice is taken.
    pub(crate) fn name_taken(slice: &str, owner: &str, by: &str) -> Self {
        Self::new(format!(
            "FED-013: remote \"{by}\" cannot register slice \"{slice}\", it is \"{owner}\"'s; give it another name, or agree who owns it"
        ))
    }

    /// The name is no name for a slice.
    pub(crate) fn bad_name(slice: &str) -> Self {
        Self::new(format!(
            "\"{slice}\" cannot be the name of a slice: letters, digits, - and _, no more than 40"
        ))
    }

    /// An error with this sentence.
    #[must_use]
    pub fn new(message: String) -> Self {
        Self { message }
    }
}

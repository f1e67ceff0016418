//! Errors of the store.

use thiserror::Error;

/// Why an action was not applied. The state is unchanged.
///
/// ```
/// use tarn_store::{Reason, Rejected};
///
/// let rejected = Rejected::refused("by: too large");
/// assert_eq!(rejected.reason, Reason::Refused);
/// assert_eq!(rejected.to_string(), "by: too large");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct Rejected {
    /// The kind of the reason.
    pub reason: Reason,
    /// A sentence for the dispatcher: the problem and its place.
    pub message: String,
}

/// The kinds of [`Rejected`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// No slice has an action of this type.
    UnknownType,
    /// The payload does not fit the action.
    BadPayload,
    /// The reducer refused it in the current state.
    Refused,
    /// `federation.json` does not grant this remote the action (FED-012).
    NotGranted,
    /// The reducer of the slice is gone with its remote. The state is kept.
    Orphaned,
    /// The owner cannot be reached.
    OwnerGone,
}

impl Reason {
    /// All reasons with their names on the way from owner to replica and in JavaScript.
    pub const NAMES: [(Self, &'static str); 6] = [
        (Self::UnknownType, "unknown-type"),
        (Self::BadPayload, "bad-payload"),
        (Self::Refused, "refused"),
        (Self::NotGranted, "not-granted"),
        (Self::Orphaned, "orphaned"),
        (Self::OwnerGone, "owner-gone"),
    ];

    /// The name on the way from owner to replica.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(reason, _)| *reason == self)
            .map_or("refused", |(_, name)| name)
    }

    /// The reason of this name; [`Reason::OwnerGone`] for an unknown name.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self::NAMES
            .iter()
            .find(|(_, known)| *known == name)
            .map_or(Self::OwnerGone, |(reason, _)| *reason)
    }
}

impl Rejected {
    /// The refusal of a reducer.
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

/// The error for a second store.
pub(crate) const SECOND_STORE: &str = "FED-014: this page has a store already; a second one would split the state. Attach to it with provide_store instead of make_store";

/// The error for a page where something else has the name of the registry.
pub(crate) const NAME_TAKEN: &str = "FED-014: another script of this page, or an element with this id, has taken the name window.__TARN__, under which the page's store is found. It has to use another name";

/// Why a store is not available.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The page has no registry: the host has not created one, or this is not a page of a host.
    #[error(
        "FED-014: this page has no window.__TARN__ to attach to; the host must create its store before it loads remotes"
    )]
    NoRegistry,
    /// A second owner in one page, a store below another store, or a taken name of the registry. The variant carries the sentence, so remotes
    /// need not link it.
    #[error("{0}")]
    SecondStore(&'static str),
    /// The owner refused this remote.
    #[error("FED-003: {0}")]
    Refused(String),
    /// The owner does not have the slice, or cannot provide it.
    #[error("the owner has no slice \"{0}\"")]
    NoSlice(String),
    /// A snapshot does not fit the type of the slice.
    #[error("the snapshot of slice \"{slice}\" does not fit: {message}")]
    BadSnapshot {
        /// The slice.
        slice: String,
        /// The problem and its place.
        message: String,
    },
}

/// Why a slice was not registered. The owner writes the sentence, so remotes need not link it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct RegistrationError {
    /// What happened, who caused it, and what to do.
    pub message: String,
}

impl RegistrationError {
    /// The name of the slice is taken.
    pub(crate) fn name_taken(slice: &str, owner: &str, by: &str) -> Self {
        Self::new(format!(
            "FED-013: remote \"{by}\" cannot register slice \"{slice}\", which belongs to \"{owner}\"; choose another name"
        ))
    }

    /// The name is not valid for a slice.
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

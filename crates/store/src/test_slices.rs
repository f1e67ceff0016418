//! A contract for the tests of this crate: a session and notes.

use tarn_wire::Wire;

use crate::{Action, Change, Contract, Foreign, React, Reduce, Rejected, StoreBuilder};

pub(crate) const CONTRACT: Contract = Contract {
    name: "test-contract",
    version: "1.2.0",
    fingerprint: "f1",
};

/// The builder of a store with both slices.
pub(crate) fn builder() -> StoreBuilder {
    StoreBuilder::new(CONTRACT)
        .slice::<Session>()
        .slice::<Notes>()
        .reset_on(SessionAction::LOG_OUT)
}

#[derive(Debug, Clone, Default, PartialEq, Wire)]
pub(crate) struct Session {
    pub(crate) user: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Wire, Action)]
#[slice(key = "session", state = Session)]
pub(crate) enum SessionAction {
    LogIn { user: String },
    LogOut,
}

impl Reduce<SessionAction> for Session {
    fn reduce(&mut self, action: SessionAction, _seq: u64) -> Result<Change, Rejected> {
        self.user = match action {
            SessionAction::LogIn { user } => Some(user),
            SessionAction::LogOut => None,
        };
        Ok(Change::Changed)
    }
}

#[derive(Debug, Clone, Default, PartialEq, Wire)]
pub(crate) struct Notes {
    pub(crate) notes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Wire, Action)]
#[slice(key = "notes", state = Notes, reacts_to(SessionAction::LogOut))]
pub(crate) enum NotesAction {
    Add { note: String },
    Clear,
}

impl Reduce<NotesAction> for Notes {
    fn reduce(&mut self, action: NotesAction, _seq: u64) -> Result<Change, Rejected> {
        match action {
            NotesAction::Add { note } => self.notes.push(note),
            NotesAction::Clear => self.notes.clear(),
        }
        Ok(Change::Changed)
    }
}

impl React for Notes {
    fn react(&mut self, _log_out: &Foreign<'_>) -> Change {
        self.notes.clear();
        Change::Changed
    }
}

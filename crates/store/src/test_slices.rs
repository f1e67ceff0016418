//! A contract for this crate's own tests: who is there, and their notes.

use tarn_wire::Wire;

use crate::{Change, Contract, Rejected, Slice, SliceAction, SliceState, StoreBuilder};

pub(crate) const CONTRACT: Contract = Contract {
    name: "test-contract",
    version: "1.2.0",
    fingerprint: "f1",
};

/// The type of the action with which the user goes.
pub(crate) const LOG_OUT: &str = "session/logOut";

/// A store with both slices, to be built.
pub(crate) fn builder() -> StoreBuilder {
    StoreBuilder::new(CONTRACT)
        .slice::<Session>()
        .slice::<Notes>()
        .reset_on(LOG_OUT)
}

pub(crate) struct Session;

#[derive(Debug, Clone, Default, PartialEq, Wire)]
pub(crate) struct SessionState {
    pub(crate) user: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Wire)]
pub(crate) enum SessionAction {
    LogIn { user: String },
    LogOut,
}

impl SliceState for SessionState {
    type Slice = Session;
}

impl SliceAction for SessionAction {
    type Slice = Session;
}

impl Slice for Session {
    const KEY: &'static str = "session";
    type State = SessionState;
    type Action = SessionAction;

    fn reduce(state: &mut SessionState, action: SessionAction, _seq: u64) -> Result<Change, Rejected> {
        state.user = match action {
            SessionAction::LogIn { user } => Some(user),
            SessionAction::LogOut => None,
        };
        Ok(Change::Changed)
    }
}

pub(crate) struct Notes;

#[derive(Debug, Clone, Default, PartialEq, Wire)]
pub(crate) struct NotesState {
    pub(crate) notes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Wire)]
pub(crate) enum NotesAction {
    Add { note: String },
    Clear,
}

impl SliceState for NotesState {
    type Slice = Notes;
}

impl SliceAction for NotesAction {
    type Slice = Notes;
}

impl Slice for Notes {
    const KEY: &'static str = "notes";
    type State = NotesState;
    type Action = NotesAction;

    fn reduce(state: &mut NotesState, action: NotesAction, _seq: u64) -> Result<Change, Rejected> {
        match action {
            NotesAction::Add { note } => state.notes.push(note),
            NotesAction::Clear => state.notes.clear(),
        }
        Ok(Change::Changed)
    }

    fn react(state: &mut NotesState, action_type: &str) -> Change {
        let is_reset = action_type == LOG_OUT;
        if is_reset {
            state.notes.clear();
        }
        Change::when(is_reset)
    }
}

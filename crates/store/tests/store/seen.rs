//! A slice that a remote registers at run time.

use tarn_store::*;
use tarn_wire::Wire;

use crate::slices::*;

/// The viewed products: a slice that the owner does not know.
#[derive(Debug, Clone, Default, PartialEq, Wire)]
#[wire(default)]
pub(crate) struct Seen {
    pub(crate) ids: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Wire, Action)]
#[slice(key = "seen", state = Seen, reacts_to(SessionAction::LogOut))]
pub(crate) enum SeenAction {
    #[slice(crosses_tabs)]
    Look { id: String },
    #[slice(crosses_tabs)]
    LookAway,
}

impl Reduce<SeenAction> for Seen {
    fn reduce(&mut self, action: SeenAction, _seq: u64) -> Result<Change, Rejected> {
        match action {
            SeenAction::Look { id } if id.is_empty() => return Err(Rejected::refused("id: is empty")),
            SeenAction::Look { id } => self.ids.push(id),
            SeenAction::LookAway => self.ids.clear(),
        }
        Ok(Change::Changed)
    }
}

impl React for Seen {
    fn react(&mut self, _user_is_gone: &Foreign<'_>) -> Change {
        let change = Change::when(!self.ids.is_empty());
        self.ids.clear();
        change
    }
}

pub(crate) fn look(id: &str) -> SeenAction {
    SeenAction::Look { id: id.into() }
}

pub(crate) fn seen(store: &Store) -> usize {
    store.select(|seen: &Seen| seen.ids.len())
}

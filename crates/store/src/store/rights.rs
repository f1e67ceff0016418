//! Who may do what: grants, declarations, names.

use std::rc::Rc;

use tarn_manifest::{Grants, OWNER_NAME, PAGE_NAME, TAB_NAME, check_remote_name};

use super::owner::Owner;
use super::{OwnerHandle, Undeclared};
use crate::{Reason, Rejected};

impl OwnerHandle<'_> {
    /// Checks the name under which a remote, or JavaScript for one, wants to act: see [`tarn_manifest::check_remote_name`]. The
    /// contract's name is reserved, too: it is the owner of the slices that were there from the start.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn check_remote_name(&self, name: &str) -> Result<(), String> {
        check_remote_name(name, &[self.contract().name]).map_err(|error| match error.is_reserved {
            true => format!("FED-012: {}", error.message),
            false => error.message,
        })
    }

    /// Grants no remote anything until [`OwnerHandle::set_grants`] says otherwise. Without either, everything is granted.
    pub fn await_grants(&self) {
        *self.owner.grants.borrow_mut() = Some(Grants::unread());
    }

    /// Says which remote may dispatch what. A remote without an entry may dispatch nothing.
    pub fn set_grants(&self, grants: Grants) {
        *self.owner.grants.borrow_mut() = Some(grants);
    }

    /// Takes the actions that the manifest of `remote` declares. Others that it dispatches are applied, and counted.
    pub fn declare(&self, remote: &str, patterns: &[String]) {
        self.owner.declared.declare(remote, patterns);
    }

    /// What remotes have dispatched beyond what they declare, each action once.
    #[must_use]
    pub fn undeclared(&self) -> Vec<Undeclared> {
        self.owner.declared.found()
    }
}

impl Owner {
    pub(super) fn check_grant(&self, from: &Rc<str>, action_type: &str) -> Result<(), Rejected> {
        match &*self.grants.borrow() {
            Some(grants) if !self.is_own(from) && !grants.allows(from, action_type) => {
                Err(Rejected::new(Reason::NotGranted, grants.refusal(from, action_type)))
            }
            _ => Ok(()),
        }
    }

    /// Whether `from` is no remote: the host itself, or a part of it.
    pub(super) fn is_own(&self, from: &str) -> bool {
        matches!(from, OWNER_NAME | PAGE_NAME | TAB_NAME)
    }
}

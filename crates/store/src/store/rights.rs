//! Rights of remotes: grants, declarations, names.

use std::rc::Rc;

use tarn_manifest::{Grants, OWNER_NAME, PAGE_NAME, TAB_NAME, check_remote_name};

use super::owner::Owner;
use super::{OwnerHandle, Undeclared};
use crate::{Reason, Rejected};

impl OwnerHandle<'_> {
    /// Checks the name under which a remote, or JavaScript for it, acts: see [`tarn_manifest::check_remote_name`]. The name of the contract
    /// is reserved, too: it is the owner reported for built-in slices.
    ///
    /// # Errors
    /// A sentence that names the problem.
    pub fn check_remote_name(&self, name: &str) -> Result<(), String> {
        check_remote_name(name, &[self.contract().name]).map_err(|error| match error.is_reserved {
            true => format!("FED-012: {}", error.message),
            false => error.message,
        })
    }

    /// Refuses all actions of remotes until [`OwnerHandle::set_grants`]. Without either call, everything is granted.
    pub fn await_grants(&self) {
        *self.owner.grants.borrow_mut() = Some(Grants::unread());
    }

    /// Sets the grants of all remotes. A remote without an entry may dispatch nothing.
    pub fn set_grants(&self, grants: Grants) {
        *self.owner.grants.borrow_mut() = Some(grants);
    }

    /// Sets the actions that the manifest of `remote` declares. Undeclared actions are applied and counted.
    pub fn declare(&self, remote: &str, patterns: &[String]) {
        self.owner.declared.declare(remote, patterns);
    }

    /// The undeclared actions of remotes, each one once.
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

    /// Whether `from` is the host itself or a part of it, and not a remote.
    pub(super) fn is_own(&self, from: &str) -> bool {
        matches!(from, OWNER_NAME | PAGE_NAME | TAB_NAME)
    }
}

//! Declared and undeclared actions of remotes.

use std::cell::RefCell;

use tarn_manifest::covers;

/// The limit of recorded undeclared actions.
const MAX_FOUND: usize = 50;

#[derive(Default)]
pub(super) struct Declared {
    /// The actions (`cart/addToCart`) or whole slices (`cart/*`) of each remote.
    remotes: RefCell<Vec<(String, Vec<String>)>>,
    found: RefCell<Vec<Undeclared>>,
}

/// An action that was applied although the manifest of its remote does not declare it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undeclared {
    /// The remote.
    pub remote: String,
    /// The type of the action.
    pub action_type: String,
}

impl Declared {
    /// Sets the declarations of `remote`.
    pub(super) fn declare(&self, remote: &str, patterns: &[String]) {
        let mut remotes = self.remotes.borrow_mut();
        remotes.retain(|(known, _)| known != remote);
        remotes.push((remote.into(), patterns.to_vec()));
    }

    /// Records the action if its remote does not declare it, and returns whether that is so. A remote without declarations may dispatch all
    /// granted actions.
    pub(super) fn is_beyond(&self, remote: &str, action_type: &str) -> bool {
        let remotes = self.remotes.borrow();
        let own = remotes.iter().find(|(known, _)| known == remote);
        let is_beyond = own.is_some_and(|(_, patterns)| !patterns.iter().any(|pattern| covers(pattern, action_type)));
        if is_beyond {
            let undeclared = Undeclared {
                remote: remote.into(),
                action_type: action_type.into(),
            };
            let mut found = self.found.borrow_mut();
            if found.len() < MAX_FOUND && !found.contains(&undeclared) {
                found.push(undeclared);
            }
        }
        is_beyond
    }

    pub(super) fn found(&self) -> Vec<Undeclared> {
        self.found.borrow().clone()
    }
}

//! What remotes declare in their manifests that they dispatch, and what they dispatch beyond that.

use std::cell::RefCell;

use tarn_manifest::covers;

/// Different undeclared actions that are kept: a mistake repeats itself.
const MAX_FOUND: usize = 50;

#[derive(Default)]
pub(super) struct Declared {
    /// By remote, the actions (`cart/addToCart`) or whole slices (`cart/*`).
    remotes: RefCell<Vec<(String, Vec<String>)>>,
    found: RefCell<Vec<Undeclared>>,
}

/// An action that was applied although the manifest of its remote does not declare it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undeclared {
    /// The remote.
    pub remote: String,
    /// The action's type.
    pub action_type: String,
}

impl Declared {
    /// What the manifest of `remote` says now.
    pub(super) fn declare(&self, remote: &str, patterns: &[String]) {
        let mut remotes = self.remotes.borrow_mut();
        remotes.retain(|(known, _)| known != remote);
        remotes.push((remote.into(), patterns.to_vec()));
    }

    /// Notes the action if its remote does not declare it; whether that is so. A remote that declares nothing at all is not held to it.
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

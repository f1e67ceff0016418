//! Unsaved text in the tab's storage. The page's owner removes it at a logout and at a login as another user.

use shared_store::browser::storage::Area;

use crate::unsaved::{Field, Unsaved};

const KEY: &str = "account.unsaved";

/// What this user has typed into a field and not saved.
pub(crate) fn kept(user: &str, field: Field) -> Option<String> {
    stored().text(user, field).map(Into::into)
}

/// Keeps what this user has typed; `None` where it is saved.
pub(crate) fn keep(user: &str, field: Field, text: Option<String>) {
    // Text without a user is not kept: it could be shown to anybody.
    if !user.is_empty() {
        change(stored(), user, field, text);
    }
}

/// As [`keep`], for the answer to a request: it may arrive after a logout.
pub(crate) fn keep_if_present(user: &str, field: Field, text: Option<String>) {
    let unsaved = stored();
    if unsaved.is_of(user) {
        change(unsaved, user, field, text);
    }
}

fn change(mut unsaved: Unsaved, user: &str, field: Field, text: Option<String>) {
    if unsaved.put(user, field, text) {
        // A tab that can store nothing keeps nothing.
        let _ = Area::Session.write(KEY, &unsaved);
    }
}

fn stored() -> Unsaved {
    Area::Session.read(KEY).ok().flatten().unwrap_or_default()
}

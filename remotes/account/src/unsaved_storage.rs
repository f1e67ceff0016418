//! Unsaved text in sessionStorage. The page's owner removes it at a logout and at a login of another user.

use shared_store::browser::storage::Area;

use crate::unsaved::{Field, Unsaved};

const KEY: &str = "account.unsaved";

/// The user's unsaved text of a field.
pub(crate) fn kept(user: &str, field: Field) -> Option<String> {
    stored().text(user, field).map(Into::into)
}

/// Stores the user's unsaved text; `None` removes it.
pub(crate) fn keep(user: &str, field: Field, text: Option<String>) {
    // Text of a guest is not stored: any later user could see it.
    if !user.is_empty() {
        change(stored(), user, field, text);
    }
}

/// Like [`keep`], for the answer to a request, which may arrive after a logout.
pub(crate) fn keep_if_present(user: &str, field: Field, text: Option<String>) {
    let unsaved = stored();
    if unsaved.is_of(user) {
        change(unsaved, user, field, text);
    }
}

fn change(mut unsaved: Unsaved, user: &str, field: Field, text: Option<String>) {
    if unsaved.put(user, field, text) {
        // Without storage, unsaved text is lost at a reload.
        let _ = Area::Session.write(KEY, &unsaved);
    }
}

fn stored() -> Unsaved {
    Area::Session.read(KEY).ok().flatten().unwrap_or_default()
}

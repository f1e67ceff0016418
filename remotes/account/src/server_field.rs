//! A field of the profile: it shows the server's text until the shopper edits it.

use leptos::prelude::*;
use shared_store::{Selected, User, UserState, use_selector};
use tarn_view::dom::FieldRef;
use tarn_view::follow_later;

use crate::account::Account;
use crate::draft::{Draft, Outcome};
use crate::request::Kind;
use crate::unsaved::Field;
use crate::unsaved_storage;

/// A field with a server text. Typed text stays, and a changed server text is offered beside it.
#[derive(Clone, Copy)]
pub(crate) struct ServerField {
    /// The element of the field.
    pub(crate) input: FieldRef,
    /// The server's text.
    pub(crate) server: Selected<String>,
    /// Whether the server's text is offered.
    pub(crate) is_offered: RwSignal<bool>,
    draft: StoredValue<Draft>,
    kept_as: Field,
    account: Account,
}

impl ServerField {
    /// A field with this text of the user.
    pub(crate) fn new(account: Account, kept_as: Field, text: fn(&User) -> String) -> Self {
        let field = Self {
            input: FieldRef::new(),
            server: use_user(text),
            is_offered: RwSignal::new(false),
            draft: StoredValue::new(Draft::default()),
            kept_as,
            account,
        };
        let id = use_user(|user| user.id.clone());
        follow_later(move || field.hear(&id.get(), field.server.get()));
        field
    }

    /// The text in the field.
    pub(crate) fn value(self) -> String {
        self.input.value()
    }

    /// Stores what is typed.
    pub(crate) fn keep_typed(self) {
        self.keep(&self.account.user(), self.unsaved());
    }

    /// Replaces the typed text with the server's.
    pub(crate) fn take(self) {
        let server = self.server.get_untracked();
        self.draft.write_value().take(&server);
        self.show(&server);
        self.keep(&self.account.user(), None);
        self.is_offered.set(false);
    }

    /// Receives the server's text for this user.
    fn hear(self, user: &str, server: String) {
        // While saving, the store shows the text as if it were saved. A refusal makes it a draft again.
        // Without a session there is no server value; the unsaved text stays stored for the next login.
        if self.account.is_pending(Kind::SaveProfile) || user.is_empty() {
            return;
        }
        let typed = self.value();
        let outcome = self.draft.write_value().hear(Some(user.to_owned()), &server, &typed);
        match outcome {
            Outcome::Begin => self.show(&unsaved_storage::kept(user, self.kept_as).unwrap_or(server)),
            Outcome::Show => self.show(&server),
            Outcome::Keep | Outcome::KeepBeside => {}
        }
        self.keep(user, self.unsaved());
        self.is_offered.set(outcome == Outcome::KeepBeside);
    }

    fn show(self, text: &str) {
        self.input.set_value(text);
    }

    fn unsaved(self) -> Option<String> {
        self.draft.read_value().unsaved(&self.value())
    }

    fn keep(self, user: &str, text: Option<String>) {
        unsaved_storage::keep(user, self.kept_as, text);
    }
}

/// A text of the logged-in user; empty for a guest.
pub(crate) fn use_user(select: fn(&User) -> String) -> Selected<String> {
    use_selector(move |user: &UserState| user.user.as_ref().map(select).unwrap_or_default())
}

//! A field that shows the server's text until the user edits it.

/// The last server text that the field received.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// Id of the user whose text this is.
    owner: Option<String>,
    base: String,
}

/// The field's reaction to a new server text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The field has a new user: show the user's unsaved text, or else the server's text.
    Begin,
    /// Show the server's text.
    Show,
    /// Keep the field's text: it is the server's, or unsaved while the server's has not changed.
    Keep,
    /// Keep the unsaved text and offer the server's text, which has changed since.
    KeepBeside,
}

impl Draft {
    /// Receives the server's text for the user `owner`, while the field contains `typed`.
    pub(crate) fn hear(&mut self, owner: Option<String>, server: &str, typed: &str) -> Outcome {
        let is_same_user = self.owner == owner;
        self.owner = owner;
        if !is_same_user {
            server.clone_into(&mut self.base);
            return Outcome::Begin;
        }
        if typed == self.base {
            server.clone_into(&mut self.base);
            return if typed == server { Outcome::Keep } else { Outcome::Show };
        }
        // The typed text was saved, trimmed.
        if typed.trim() == server {
            typed.clone_into(&mut self.base);
            return Outcome::Keep;
        }
        if server == self.base {
            Outcome::Keep
        } else {
            Outcome::KeepBeside
        }
    }

    /// The typed text, if it differs from the last server text.
    pub(crate) fn unsaved(&self, typed: &str) -> Option<String> {
        (typed != self.base).then(|| typed.to_owned())
    }

    /// The user accepts the server's text.
    pub(crate) fn take(&mut self, server: &str) {
        server.clone_into(&mut self.base);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ada() -> Option<String> {
        Some("ada".into())
    }

    fn draft() -> Draft {
        let mut draft = Draft::default();
        assert_eq!(draft.hear(ada(), "Ada", ""), Outcome::Begin);
        draft
    }

    #[test]
    fn an_unedited_field_shows_the_new_server_text() {
        assert_eq!(draft().hear(ada(), "Ada L.", "Ada"), Outcome::Show);
    }

    #[test]
    fn typed_text_stays_and_a_changed_server_text_is_offered() {
        let mut draft = draft();
        assert_eq!(draft.hear(ada(), "Ada", "Ada Lov"), Outcome::Keep);
        assert_eq!(draft.hear(ada(), "Countess", "Ada Lov"), Outcome::KeepBeside);
        draft.take("Countess");
        assert_eq!(draft.hear(ada(), "Countess", "Countess"), Outcome::Keep);
    }

    #[test]
    fn saved_text_is_no_longer_a_draft() {
        let mut draft = draft();
        assert_eq!(draft.hear(ada(), "Ada Lovelace", "Ada Lovelace "), Outcome::Keep);
        assert_eq!(draft.hear(ada(), "Countess", "Ada Lovelace "), Outcome::Show);
    }

    #[test]
    fn text_is_unsaved_while_it_differs_from_the_saved_text() {
        let mut draft = draft();
        assert_eq!(draft.unsaved("Ada"), None);
        assert_eq!(draft.unsaved(""), Some(String::new()));
        assert_eq!(draft.unsaved("Ada L. "), Some("Ada L. ".into()));
        draft.hear(ada(), "Ada L.", "Ada L. ");
        assert_eq!(draft.unsaved("Ada L. "), None);
    }

    #[test]
    fn another_user_does_not_see_the_draft() {
        assert_eq!(draft().hear(Some("eve".into()), "Eve", "Ada Lov"), Outcome::Begin);
    }

    #[test]
    fn an_empty_field_begins_for_a_user_without_saved_text() {
        assert_eq!(Draft::default().hear(ada(), "", ""), Outcome::Begin);
    }
}

//! A field that shows what the server says, until somebody types.

/// What the field was given last.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// Whose text it is, by id.
    owner: Option<String>,
    base: String,
}

/// What becomes of the field when the server's text is known anew.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is this user's from now on: it shows what they had typed, or else the server's text.
    Begin,
    /// It shows the server's text.
    Show,
    /// It has that text, or one that nobody has saved; nothing else is known.
    Keep,
    /// It has an unsaved text, and the server's is a different one since.
    KeepBeside,
}

impl Draft {
    /// Takes the server's text for the user `owner`, while the field has `typed`.
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
        // What was typed has been saved, without the spaces around it.
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

    /// What is typed, where it is not the text that the field was given.
    pub(crate) fn unsaved(&self, typed: &str) -> Option<String> {
        (typed != self.base).then(|| typed.to_owned())
    }

    /// The shopper takes the server's text.
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
    fn the_servers_text_is_shown_while_nothing_is_typed() {
        assert_eq!(draft().hear(ada(), "Ada L.", "Ada"), Outcome::Show);
    }

    #[test]
    fn typed_text_stays_and_a_newer_one_of_the_server_is_offered() {
        let mut draft = draft();
        assert_eq!(draft.hear(ada(), "Ada", "Ada Lov"), Outcome::Keep);
        assert_eq!(draft.hear(ada(), "Countess", "Ada Lov"), Outcome::KeepBeside);
        draft.take("Countess");
        assert_eq!(draft.hear(ada(), "Countess", "Countess"), Outcome::Keep);
    }

    #[test]
    fn saved_text_is_no_draft_any_more() {
        let mut draft = draft();
        assert_eq!(draft.hear(ada(), "Ada Lovelace", "Ada Lovelace "), Outcome::Keep);
        assert_eq!(draft.hear(ada(), "Countess", "Ada Lovelace "), Outcome::Show);
    }

    #[test]
    fn text_is_unsaved_while_it_differs_from_what_is_saved() {
        let mut draft = draft();
        assert_eq!(draft.unsaved("Ada"), None);
        assert_eq!(draft.unsaved(""), Some(String::new()));
        assert_eq!(draft.unsaved("Ada L. "), Some("Ada L. ".into()));
        draft.hear(ada(), "Ada L.", "Ada L. ");
        assert_eq!(draft.unsaved("Ada L. "), None);
    }

    #[test]
    fn another_user_does_not_see_what_the_first_has_typed() {
        assert_eq!(draft().hear(Some("eve".into()), "Eve", "Ada Lov"), Outcome::Begin);
    }

    #[test]
    fn an_empty_field_begins_too_for_a_user_who_has_saved_nothing() {
        assert_eq!(Draft::default().hear(ada(), "", ""), Outcome::Begin);
    }
}

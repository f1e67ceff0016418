//! Text that is typed and not saved yet. It outlives an expired session, for its user only.

use tarn_wire::Wire;

/// A field whose text is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Name,
    Email,
    Subject,
    Message,
}

/// What a tab keeps.
#[derive(Debug, Default, PartialEq, Wire)]
#[wire(default)]
pub(crate) struct Unsaved {
    /// Whose text it is, by id.
    user: String,
    /// By field; a field that is missing has no unsaved text.
    texts: Vec<Option<String>>,
}

impl Unsaved {
    /// The text that this user has typed into a field.
    pub(crate) fn text(&self, user: &str, field: Field) -> Option<&str> {
        let text = self.texts.get(field as usize).filter(|_| self.user == user)?;
        text.as_deref()
    }

    /// Takes the text that this user has typed, `None` where it is saved. The text of another user goes. Says whether anything changed.
    pub(crate) fn put(&mut self, user: &str, field: Field, text: Option<String>) -> bool {
        if self.text(user, field) == text.as_deref() {
            return false;
        }
        if self.user != user {
            user.clone_into(&mut self.user);
            self.texts.clear();
        }
        if self.texts.len() <= field as usize {
            self.texts.resize(field as usize + 1, None);
        }
        self.texts[field as usize] = text;
        true
    }

    /// Whether there is anything of this user. After a logout there is not, and an answer that arrives then brings nothing back.
    pub(crate) fn is_of(&self, user: &str) -> bool {
        self.user == user
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_is_found_again_by_its_user_and_field_only() {
        let mut unsaved = Unsaved::default();
        assert!(unsaved.put("ada", Field::Subject, Some("The lid".into())));
        assert!(unsaved.put("ada", Field::Name, Some(String::new())));
        assert_eq!(unsaved.text("ada", Field::Subject), Some("The lid"));
        assert_eq!(unsaved.text("ada", Field::Name), Some(""));
        assert_eq!(unsaved.text("ada", Field::Email), None);
        assert_eq!(unsaved.text("ada", Field::Message), None);
        assert_eq!(unsaved.text("eve", Field::Subject), None);
    }

    #[test]
    fn what_another_user_types_replaces_everything() {
        let mut unsaved = Unsaved::default();
        unsaved.put("ada", Field::Subject, Some("The lid".into()));
        assert!(!unsaved.put("eve", Field::Name, None));
        unsaved.put("eve", Field::Name, Some("Eve".into()));
        assert_eq!(unsaved.text("eve", Field::Subject), None);
        assert!(!unsaved.is_of("ada"));
    }

    #[test]
    fn saved_text_is_no_longer_kept() {
        let mut unsaved = Unsaved::default();
        unsaved.put("ada", Field::Message, Some("Hello".into()));
        assert!(!unsaved.put("ada", Field::Message, Some("Hello".into())));
        assert!(unsaved.put("ada", Field::Message, None));
        assert_eq!(unsaved.text("ada", Field::Message), None);
        assert!(unsaved.is_of("ada"));
    }
}

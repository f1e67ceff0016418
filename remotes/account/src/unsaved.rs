//! Unsaved text of fields. It outlives an expired session, for its user only.

use tarn_wire::Wire;

/// A field with stored unsaved text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Name,
    Email,
    Subject,
    Message,
}

/// The stored form.
#[derive(Debug, Default, PartialEq, Wire)]
#[wire(default)]
pub(crate) struct Unsaved {
    /// Id of the user whose text this is.
    user: String,
    /// Texts by field; a missing field has no unsaved text.
    texts: Vec<Option<String>>,
}

impl Unsaved {
    /// The user's unsaved text of a field.
    pub(crate) fn text(&self, user: &str, field: Field) -> Option<&str> {
        let text = self.texts.get(field as usize).filter(|_| self.user == user)?;
        text.as_deref()
    }

    /// Sets the user's unsaved text, or removes it with `None`. Text of another user is dropped. Returns whether anything
    /// changed.
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

    /// True if the stored text belongs to this user. A logout clears it, so a late answer restores nothing.
    pub(crate) fn is_of(&self, user: &str) -> bool {
        self.user == user
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_stored_by_user_and_field() {
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
    fn text_of_another_user_replaces_all_texts() {
        let mut unsaved = Unsaved::default();
        unsaved.put("ada", Field::Subject, Some("The lid".into()));
        assert!(!unsaved.put("eve", Field::Name, None));
        unsaved.put("eve", Field::Name, Some("Eve".into()));
        assert_eq!(unsaved.text("eve", Field::Subject), None);
        assert!(!unsaved.is_of("ada"));
    }

    #[test]
    fn saved_text_is_removed() {
        let mut unsaved = Unsaved::default();
        unsaved.put("ada", Field::Message, Some("Hello".into()));
        assert!(!unsaved.put("ada", Field::Message, Some("Hello".into())));
        assert!(unsaved.put("ada", Field::Message, None));
        assert_eq!(unsaved.text("ada", Field::Message), None);
        assert!(unsaved.is_of("ada"));
    }
}

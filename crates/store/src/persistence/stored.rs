//! The stored forms of slices, and their keys.

use super::Form;

/// The stored forms of a page.
///
/// ```
/// use tarn_store::persistence::Stored;
///
/// let stored = Stored { prefix: "app", forms: &[], identities: &[] };
/// assert_eq!(stored.key_of("cart"), "app.cart");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Stored {
    /// The prefix of all keys: `app` for `app.cart`. It is unique among the sites of the origin.
    pub prefix: &'static str,
    /// The forms of the slices of the contract that are stored. Other slices have a single form: a state that their reducer does not accept
    /// is not restored.
    pub forms: &'static [Form<'static>],
    /// The fields that identify list elements across builds. The first existing field of an element counts.
    pub identities: &'static [&'static str],
}

impl Stored {
    /// The key of a slice.
    #[must_use]
    pub fn key_of(&self, slice: &str) -> String {
        format!("{}.{slice}", self.prefix)
    }

    /// The stored form of a slice.
    #[must_use]
    pub fn form_of<'a>(&self, slice: &'a str) -> Form<'a> {
        let own = self.forms.iter().find(|form| form.slice == slice);
        own.copied().unwrap_or(Form { slice, migrations: &[] })
    }

    /// The key of a copy with version `schema`, while the own key of the slice has a newer form.
    #[must_use]
    pub fn key_beside(&self, slice: &str, schema: u32) -> String {
        format!("{}.{schema}", self.key_of(slice))
    }

    /// The keys of all copies that this build knows: the own key of the slice, and the keys of its current and older forms beside it.
    pub fn keys_of(self, slice: &str) -> impl Iterator<Item = String> {
        let beside = (1..=self.form_of(slice).schema()).map(move |schema| self.key_beside(slice, schema));
        std::iter::once(self.key_of(slice)).chain(beside)
    }
}

//! Which slices have a stored form of their own, and under which keys slices are stored.

use super::Form;

/// What a page stores of its slices.
#[derive(Debug, Clone, Copy)]
pub struct Stored {
    /// What each key begins with: `shop` for `shop.cart`. No other site of the origin has it.
    pub prefix: &'static str,
    /// The forms of the slices of the contract that are stored. Any other slice has had one form only: what its reducer does not
    /// accept is not restored.
    pub forms: &'static [Form<'static>],
    /// The fields that tell list elements of two builds apart, by the first that they have.
    pub identities: &'static [&'static str],
}

impl Stored {
    /// The key under which a slice is stored.
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

    /// The key of a copy of `schema` while the slice's own key has a newer form.
    #[must_use]
    pub fn key_beside(&self, slice: &str, schema: u32) -> String {
        format!("{}.{schema}", self.key_of(slice))
    }

    /// The keys of a slice's copies that this build can know: the slice's own, and those of its own and older forms beside it.
    pub fn keys_of(self, slice: &str) -> impl Iterator<Item = String> {
        let beside = (1..=self.form_of(slice).schema()).map(move |schema| self.key_beside(slice, schema));
        std::iter::once(self.key_of(slice)).chain(beside)
    }
}

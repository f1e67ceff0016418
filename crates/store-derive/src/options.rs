//! The attribute `#[slice(..)]` on the enum.

use syn::punctuated::Punctuated;
use syn::{DeriveInput, Error, LitStr, Path, Token, parenthesized};

/// The options of the slice.
pub(crate) struct Options {
    pub(crate) key: LitStr,
    pub(crate) state: Path,
    /// Variants of other action enums.
    pub(crate) reacts_to: Vec<Path>,
    pub(crate) has_steps: bool,
}

impl Options {
    pub(crate) fn of(input: &DeriveInput) -> Result<Self, Error> {
        let (mut key, mut state, mut reacts_to, mut has_steps) = (None, None, Vec::new(), false);
        for attribute in input
            .attrs
            .iter()
            .filter(|attribute| attribute.path().is_ident("slice"))
        {
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("key") {
                    key = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("state") {
                    state = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("steps") {
                    has_steps = true;
                } else if meta.path.is_ident("reacts_to") {
                    let variants;
                    parenthesized!(variants in meta.input);
                    reacts_to.extend(Punctuated::<Path, Token![,]>::parse_terminated(&variants)?);
                } else {
                    return Err(meta.error("the options of a slice are `key`, `state`, `reacts_to` and `steps`"));
                }
                Ok(())
            })?;
        }
        let missing = |what: &str| Error::new_spanned(&input.ident, format!("#[slice({what})] is missing"));
        Ok(Self {
            key: key.ok_or_else(|| missing("key = \"name\""))?,
            state: state.ok_or_else(|| missing("state = State"))?,
            reacts_to,
            has_steps,
        })
    }
}

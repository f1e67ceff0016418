//! The attribute `#[slice(..)]` on the enum.

use syn::meta::ParseNestedMeta;
use syn::parse::Parse;
use syn::punctuated::Punctuated;
use syn::{DeriveInput, Error, LitStr, Path, Token, parenthesized};

use crate::actions::{of_slice, set};

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
        for attribute in of_slice(&input.attrs) {
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("key") {
                    put(&mut key, &meta)
                } else if meta.path.is_ident("state") {
                    put(&mut state, &meta)
                } else if meta.path.is_ident("steps") {
                    set(&mut has_steps, &meta)
                } else if meta.path.is_ident("reacts_to") {
                    let variants;
                    parenthesized!(variants in meta.input);
                    reacts_to.extend(Punctuated::<Path, Token![,]>::parse_terminated(&variants)?);
                    Ok(())
                } else {
                    Err(meta.error(unknown(&meta)))
                }
            })?;
        }
        let missing = |what: &str| {
            Error::new_spanned(
                &input.ident,
                format!("this slice has no {what}: say #[slice(key = \"name\", state = State)] above the enum"),
            )
        };
        let key: LitStr = key.ok_or_else(|| missing("key"))?;
        check_key(&key)?;
        Ok(Self {
            key,
            state: state.ok_or_else(|| missing("state"))?,
            reacts_to,
            has_steps,
        })
    }
}

/// Reads an option with a value, which may not be repeated.
fn put<T: Parse>(option: &mut Option<T>, meta: &ParseNestedMeta<'_>) -> Result<(), Error> {
    match option.replace(meta.value()?.parse()?) {
        None => Ok(()),
        Some(_) => Err(meta.error("this is said twice; leave one out")),
    }
}

fn unknown(meta: &ParseNestedMeta<'_>) -> &'static str {
    if meta.path.is_ident("crosses_tabs") || meta.path.is_ident("forgets_secret") {
        "this is said of an action: put it above the variant that it is about"
    } else if meta.path.is_ident("secret") {
        "a secret is a field: put #[slice(secret)] above the field that holds it"
    } else {
        "no option of a slice: those are `key`, `state`, `reacts_to` and `steps`"
    }
}

/// Checks the key, the prefix of all action types before the slash.
fn check_key(key: &LitStr) -> Result<(), Error> {
    let name = key.value();
    let is_fit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    match !name.is_empty() && name.len() <= 40 && name.bytes().all(is_fit) {
        true => Ok(()),
        false => Err(Error::new_spanned(
            key,
            "the key names the slice in the types of its actions: letters, digits, - and _, no more than 40",
        )),
    }
}

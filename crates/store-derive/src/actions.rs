//! The attribute `#[slice(..)]` on variants and fields.

use syn::{DataEnum, Error, Field, Fields, Ident, Variant};

/// An action of the slice.
pub(crate) struct Action<'a> {
    pub(crate) variant: &'a Ident,
    pub(crate) crosses_tabs: bool,
    pub(crate) forgets_secret: bool,
    /// The field with the secret.
    pub(crate) secret: Option<&'a Ident>,
}

/// All actions, in the order of the enum.
pub(crate) fn read(data: &DataEnum) -> Result<Vec<Action<'_>>, Error> {
    data.variants.iter().map(action).collect()
}

fn action(variant: &Variant) -> Result<Action<'_>, Error> {
    let (mut crosses_tabs, mut forgets_secret) = (false, false);
    for attribute in variant
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("slice"))
    {
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("crosses_tabs") {
                crosses_tabs = true;
            } else if meta.path.is_ident("forgets_secret") {
                forgets_secret = true;
            } else {
                return Err(meta.error("the options of an action are `crosses_tabs` and `forgets_secret`"));
            }
            Ok(())
        })?;
    }
    let mut secret = None;
    for field in &variant.fields {
        if is_secret(field)? && secret.replace(field).is_some() {
            return Err(Error::new_spanned(
                field,
                "an action has at most one secret, because the vault keeps one",
            ));
        }
    }
    let secret = match (secret, &variant.fields) {
        (Some(field), Fields::Named(_)) => field.ident.as_ref(),
        (Some(field), _) => return Err(Error::new_spanned(field, "a secret must be a named field")),
        (None, _) => None,
    };
    if secret.is_some() && crosses_tabs {
        return Err(Error::new_spanned(variant, "an action with a secret cannot cross tabs"));
    }
    Ok(Action {
        variant: &variant.ident,
        crosses_tabs,
        forgets_secret,
        secret,
    })
}

fn is_secret(field: &Field) -> Result<bool, Error> {
    let mut is_secret = false;
    for attribute in field
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("slice"))
    {
        attribute.parse_nested_meta(|meta| {
            is_secret = meta.path.is_ident("secret");
            match is_secret {
                true => Ok(()),
                false => Err(meta.error("the only option of a field is `secret`")),
            }
        })?;
    }
    Ok(is_secret)
}

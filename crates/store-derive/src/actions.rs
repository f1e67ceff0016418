//! The attribute `#[slice(..)]` on variants and fields.

use syn::meta::ParseNestedMeta;
use syn::{Attribute, DataEnum, Error, Field, Fields, Ident, Variant};

/// An action of the slice.
pub(crate) struct Action<'a> {
    pub(crate) variant: &'a Ident,
    pub(crate) crosses_tabs: bool,
    pub(crate) forgets_secret: bool,
    /// The field with the secret.
    pub(crate) secret: Option<&'a Field>,
}

/// All actions, in the order of the enum.
pub(crate) fn read(data: &DataEnum) -> Result<Vec<Action<'_>>, Error> {
    data.variants.iter().map(action).collect()
}

/// Reads an option without a value, which may not be repeated.
pub(crate) fn set(option: &mut bool, meta: &ParseNestedMeta<'_>) -> Result<(), Error> {
    match std::mem::replace(option, true) {
        false => Ok(()),
        true => Err(meta.error("this is said twice; leave one out")),
    }
}

/// The `#[slice(..)]` among these attributes.
pub(crate) fn of_slice(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("slice"))
}

fn action(variant: &Variant) -> Result<Action<'_>, Error> {
    let (mut crosses_tabs, mut forgets_secret) = (false, false);
    for attribute in of_slice(&variant.attrs) {
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("crosses_tabs") {
                set(&mut crosses_tabs, &meta)
            } else if meta.path.is_ident("forgets_secret") {
                set(&mut forgets_secret, &meta)
            } else if meta.path.is_ident("secret") {
                Err(meta.error("a secret is a field: put #[slice(secret)] above the field that holds it"))
            } else {
                Err(meta.error("no option of an action: those are `crosses_tabs` and `forgets_secret`"))
            }
        })?;
    }
    let secret = secret(variant)?;
    if let (Some(field), true) = (secret, crosses_tabs) {
        return Err(Error::new_spanned(
            field,
            "other tabs would see this secret: take `crosses_tabs` off the action, or `secret` off the field",
        ));
    }
    Ok(Action {
        variant: &variant.ident,
        crosses_tabs,
        forgets_secret,
        secret,
    })
}

fn secret(variant: &Variant) -> Result<Option<&Field>, Error> {
    let mut secret = None;
    for field in &variant.fields {
        if is_secret(field)? && secret.replace(field).is_some() {
            return Err(Error::new_spanned(
                field,
                "an action has one secret, because the vault keeps one: take `secret` off a field",
            ));
        }
    }
    match (secret, &variant.fields) {
        (Some(field), Fields::Unnamed(_)) => Err(Error::new_spanned(
            field,
            "a secret is a field with a name: write the action as `Action { token: String }`",
        )),
        _ => Ok(secret),
    }
}

fn is_secret(field: &Field) -> Result<bool, Error> {
    let mut is_secret = false;
    for attribute in of_slice(&field.attrs) {
        attribute.parse_nested_meta(|meta| match meta.path.is_ident("secret") {
            true => set(&mut is_secret, &meta),
            false => Err(meta.error("no option of a field: that is `secret`")),
        })?;
    }
    Ok(is_secret)
}

//! The attribute `#[wire(..)]`, and names on the wire.

use syn::{Attribute, Error, Ident};

/// Whether the attributes contain `#[wire(default)]`.
pub(crate) fn has_default(attributes: &[Attribute]) -> Result<bool, Error> {
    let mut has_default = false;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("wire")) {
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("default") {
                has_default = true;
                Ok(())
            } else {
                Err(meta.error("the only option of `#[wire(..)]` is `default`"))
            }
        })?;
    }
    Ok(has_default)
}

/// Checks that no two fields or variants have the same name on the wire, where the second would replace the first.
pub(crate) fn check_unique<'a>(named: impl Iterator<Item = (&'a Ident, &'a String)>) -> Result<(), Error> {
    let mut known: Vec<(&Ident, &String)> = Vec::new();
    for (ident, name) in named {
        if let Some((other, _)) = known.iter().find(|(_, known)| *known == name) {
            return Err(Error::new_spanned(
                ident,
                format!("`{other}` and `{ident}` are both \"{name}\" on the wire: rename one"),
            ));
        }
        known.push((ident, name));
    }
    Ok(())
}

/// `product_id` and `ProductId` are `productId` on the wire.
pub(crate) fn camel_case(name: &Ident) -> String {
    let name = name.to_string();
    let mut out = String::with_capacity(name.len());
    let mut begins_word = false;
    for (index, letter) in name.trim_start_matches("r#").chars().enumerate() {
        match letter {
            '_' => begins_word = true,
            letter if index == 0 => out.extend(letter.to_lowercase()),
            letter if begins_word => {
                out.extend(letter.to_uppercase());
                begins_word = false;
            }
            letter => out.push(letter),
        }
    }
    out
}

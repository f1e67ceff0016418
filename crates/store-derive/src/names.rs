//! The name of a variant on the wire and as a constant.

use syn::Ident;
use syn::ext::IdentExt as _;

/// `AddToCart` is `addToCart` on the wire. The derived code compares it with the name from `#[derive(Wire)]`.
pub(crate) fn on_the_wire(variant: &Ident) -> String {
    let name = variant.unraw().to_string();
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}

/// `AddToCart` is `ADD_TO_CART` as a constant.
pub(crate) fn of_constant(variant: &Ident) -> String {
    let mut name = String::new();
    for letter in variant.unraw().to_string().chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.extend(letter.to_uppercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;

    use super::*;

    #[test]
    fn a_variant_has_a_name_on_the_wire_and_one_as_a_constant() {
        let variant = |name: &str| Ident::new(name, Span::call_site());
        assert_eq!(on_the_wire(&variant("AddToCart")), "addToCart");
        assert_eq!(of_constant(&variant("AddToCart")), "ADD_TO_CART");
        assert_eq!(on_the_wire(&variant("Clear")), "clear");
        assert_eq!(of_constant(&variant("Clear")), "CLEAR");
    }

    #[test]
    fn a_raw_identifier_has_the_names_of_its_word() {
        let variant = Ident::new_raw("Type", Span::call_site());
        assert_eq!(on_the_wire(&variant), "type");
        assert_eq!(of_constant(&variant), "TYPE");
    }
}

//! `#[derive(Wire)]`, which the crate `tarn-wire` re-exports and documents.

mod attributes;
mod choice;
mod record;

use proc_macro::TokenStream;
use syn::{Data, DeriveInput, Error, Fields, parse_macro_input};

/// Implements `Wire`: a struct with named fields is a map, and a variant is its name, or an array of its name and its value. Names are in
/// camelCase on the wire.
///
/// `#[wire(default)]` on a field gives a missing field the default of its type; on a struct, it takes missing fields from the default of
/// the struct. A missing `Option` is `None`. All other fields are required.
///
/// ```
/// use tarn_wire::Wire;
///
/// #[derive(Debug, PartialEq, Wire)]
/// struct Line {
///     product_id: String,
///     #[wire(default)]
///     quantity: u32,
/// }
///
/// #[derive(Wire)]
/// struct OlderLine {
///     product_id: String,
/// }
///
/// let older = tarn_wire::to_vec(&OlderLine { product_id: "p1".into() });
/// assert_eq!(tarn_wire::from_slice(&older), Ok(Line { product_id: "p1".into(), quantity: 0 }));
/// ```
#[proc_macro_derive(Wire, attributes(wire))]
pub fn derive_wire(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(&input).unwrap_or_else(Error::into_compile_error).into()
}

fn expand(input: &DeriveInput) -> Result<proc_macro2::TokenStream, Error> {
    if !input.generics.params.is_empty() {
        return Err(Error::new_spanned(
            &input.generics,
            "Wire cannot be derived for a generic type",
        ));
    }
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => record::expand(&input.ident, fields, attributes::has_default(&input.attrs)?),
            _ => Err(Error::new_spanned(&input.ident, "Wire needs named fields")),
        },
        Data::Enum(data) => choice::expand(&input.ident, data),
        Data::Union(_) => Err(Error::new_spanned(&input.ident, "Wire cannot be derived for a union")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::expand;

    #[test]
    fn two_fields_or_variants_with_one_name_on_the_wire_are_an_error() {
        for (input, part) in [
            ("struct A { foo_bar: u32, fooBar: u32 }", "`foo_bar` and `fooBar`"),
            ("enum A { FooBar, Foo_bar }", "`FooBar` and `Foo_bar`"),
            ("enum A { Move { x_y: u32, xY: u32 } }", "`x_y` and `xY`"),
        ] {
            let error = expand(&syn::parse_str(input).unwrap()).unwrap_err().to_string();
            assert!(error.contains(part) && error.contains("on the wire"), "{error}");
        }
    }
}

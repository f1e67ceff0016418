//! `#[derive(Wire)]`, re-exported by the crate `wire`, which says what the derived code means.

mod attributes;
mod choice;
mod record;

use proc_macro::TokenStream;
use syn::{Data, DeriveInput, Error, Fields, parse_macro_input};

/// Writes and reads a type in the wire format: a struct with named fields as a map, an enum as the name of its variant, or as
/// an array of that name and a value. Names are in camelCase on the wire.
///
/// `#[wire(default)]` on a field: when it is missing it is the default of its type. On a struct: missing fields are those of the
/// struct's default. Everything else must be there, but for an `Option`, which is then `None`.
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
            _ => Err(Error::new_spanned(&input.ident, "Wire needs fields with names")),
        },
        Data::Enum(data) => choice::expand(&input.ident, data),
        Data::Union(_) => Err(Error::new_spanned(&input.ident, "Wire cannot be derived for a union")),
    }
}

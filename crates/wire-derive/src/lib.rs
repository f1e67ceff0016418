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

//! `#[derive(Props)]`, which the crate `tarn-federation` re-exports and documents.

mod builder;
mod conversion;
mod prop;

use proc_macro::TokenStream;
use quote::quote;
use syn::{DeriveInput, Error, parse_macro_input};

/// Implements `Props` for a struct with named fields: one struct for the host, which passes the props, and for the remote, which reads them.
///
/// A prop is a text, a number, a boolean, a `PropData`, a list of these, or a `Callback` with one of these as its argument. An `Option` may be
/// omitted; all other props are required. In JavaScript the names are in camelCase; `#[prop(name = "..")]` on a field gives it another name.
///
/// `builder()` has one method per prop. A required prop takes its value, and the code does not compile without it. An optional prop takes its
/// value or an `Option`, and is `None` without a call. The builder recognises an `Option` by its name, not behind an alias.
///
/// ```
/// use tarn_federation::{Callback, Props};
///
/// /// Props of `ProductDetail`.
/// #[derive(Clone, PartialEq, Props)]
/// pub struct ProductDetailProps {
///     /// The id of the product.
///     pub product_id: String,
///     /// The number of pieces that the page begins with.
///     pub pieces: Option<u32>,
///     /// Opens an address through the host's router.
///     #[prop(name = "handleNavigate")]
///     pub navigate: Option<Callback<String>>,
/// }
///
/// let props = ProductDetailProps::builder().product_id("p1".into()).pieces(2).build();
/// assert_eq!(props.pieces, Some(2));
/// ```
#[proc_macro_derive(Props, attributes(prop))]
pub fn derive_props(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(&input).unwrap_or_else(Error::into_compile_error).into()
}

fn expand(input: &DeriveInput) -> Result<proc_macro2::TokenStream, Error> {
    let props = prop::read(input)?;
    let conversion = conversion::expand(&input.ident, &props);
    let builder = builder::expand(&input.vis, &input.ident, &props);
    Ok(quote!(#conversion #builder))
}

//! The conversion from and to JavaScript.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Ident;
use syn::spanned::Spanned as _;

use crate::prop::Prop;

/// The impl of `Props`.
pub(crate) fn expand(name: &Ident, props: &[Prop<'_>]) -> TokenStream {
    let reads = props.iter().map(|prop| {
        let (ident, name) = (prop.ident, &prop.name);
        // The compiler reports a type that is no prop at its place.
        let value = quote_spanned!(prop.kind.span()=> ::tarn_federation::browser::props::read(props, #name)?);
        quote!(#ident: #value)
    });
    let writes = props.iter().map(|prop| {
        let (ident, name) = (prop.ident, &prop.name);
        quote!(::tarn_federation::browser::props::write(&props, #name, &self.#ident);)
    });
    let reads_data = props.iter().map(|prop| {
        let (ident, name) = (prop.ident, &prop.name);
        quote!(#ident: ::tarn_federation::rendering::read(props, #name)?)
    });
    let writes_data = props.iter().map(|prop| {
        let (ident, name) = (prop.ident, &prop.name);
        quote!(::tarn_federation::rendering::write(props, #name, &self.#ident);)
    });
    let unused = props.is_empty().then(|| quote!(let _ = props;));
    quote! {
        impl ::tarn_federation::Props for #name {
            fn from_js(
                props: &::tarn_federation::browser::expose::JsValue,
            ) -> ::core::result::Result<Self, ::tarn_federation::PropError> {
                #unused
                ::core::result::Result::Ok(Self { #(#reads),* })
            }

            fn to_js(&self) -> ::tarn_federation::browser::expose::Object {
                let props = ::tarn_federation::browser::expose::Object::new();
                #(#writes)*
                props
            }
        }

        #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
        impl ::tarn_federation::rendering::FromData for #name {
            fn from_data(
                props: &::tarn_federation::rendering::PropValues,
            ) -> ::core::result::Result<Self, ::tarn_federation::PropError> {
                #unused
                ::core::result::Result::Ok(Self { #(#reads_data),* })
            }

            fn write_data(&self, props: &mut ::tarn_federation::rendering::PropValues) {
                #unused
                #(#writes_data)*
            }
        }
    }
}

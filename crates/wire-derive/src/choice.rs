//! Enums.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{DataEnum, Error, Fields, Ident, Variant};

use crate::attributes::{camel_case, check_unique};
use crate::record::{Record, read_fields};

/// The impls for an enum.
pub(crate) fn expand(name: &Ident, data: &DataEnum) -> Result<TokenStream, Error> {
    let names: Vec<_> = data.variants.iter().map(|variant| camel_case(&variant.ident)).collect();
    check_unique(data.variants.iter().map(|variant| &variant.ident).zip(&names))?;
    let mut write = Vec::new();
    let mut read = Vec::new();
    let mut describe = Vec::new();
    for (index, (variant, name)) in data.variants.iter().zip(&names).enumerate() {
        let parts = parts(variant, name)?;
        let (pattern, writes, reads) = (parts.pattern, parts.writes, parts.reads);
        write.push(quote!(Self::#pattern => { #writes }));
        read.push(quote!(#index => { #reads }));
        describe.push(parts.describes);
    }
    // A reference to an enum without variants still has a value, for the compiler.
    let write = match write.is_empty() {
        true => quote! {
            let _ = (namespace, out);
            match *self {}
        },
        false => quote!(match self { #(#write)* }),
    };
    let unused = read.is_empty().then(|| quote!(let _ = value;));
    let described = describe.is_empty().then(|| quote!(let _ = (path, out);));
    Ok(quote! {
        impl ::tarn_wire::Variants for #name {
            const NAMES: &'static [&'static str] = &[#(#names),*];

            fn write_variant(&self, namespace: &str, out: &mut ::std::vec::Vec<u8>) {
                #write
            }

            fn read_variant(
                name: &str,
                value: ::core::option::Option<&mut ::tarn_wire::Reader<'_>>,
            ) -> ::core::result::Result<Self, ::tarn_wire::Error> {
                #unused
                match ::tarn_wire::derived::index_of(<Self as ::tarn_wire::Variants>::NAMES, name)? {
                    #(#read)*
                    _ => ::core::result::Result::Err(::tarn_wire::derived::unknown_variant(Self::NAMES, name)),
                }
            }

            fn describe_variants(path: &str, out: &mut ::tarn_wire::Description) {
                #described
                #(#describe)*
            }
        }

        impl ::tarn_wire::Wire for #name {
            fn write(&self, out: &mut ::std::vec::Vec<u8>) {
                ::tarn_wire::Variants::write_variant(self, "", out);
            }

            fn read(input: &mut ::tarn_wire::Reader<'_>) -> ::core::result::Result<Self, ::tarn_wire::Error> {
                let mut read = ::core::option::Option::None;
                input.variant(&mut |name, value| {
                    read = ::core::option::Option::Some(<Self as ::tarn_wire::Variants>::read_variant(name, value)?);
                    ::core::result::Result::Ok(())
                })?;
                ::tarn_wire::derived::required(read, "")
            }

            fn describe(path: &str, out: &mut ::tarn_wire::Description) {
                out.choice::<Self>(path);
            }
        }
    })
}

struct Parts {
    pattern: TokenStream,
    writes: TokenStream,
    reads: TokenStream,
    describes: TokenStream,
}

fn parts(variant: &Variant, name: &str) -> Result<Parts, Error> {
    let ident = &variant.ident;
    match &variant.fields {
        Fields::Unit => Ok(Parts {
            pattern: quote!(#ident),
            writes: quote!(::tarn_wire::derived::write_unit_variant(out, namespace, #name);),
            reads: quote! {
                ::tarn_wire::derived::pass_over(value)?;
                ::core::result::Result::Ok(Self::#ident)
            },
            describes: quote!(out.unit_variant(path, #name);),
        }),
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            let inner = &fields.unnamed[0].ty;
            Ok(Parts {
                pattern: quote!(#ident(value)),
                writes: quote! {
                    ::tarn_wire::derived::write_variant(out, namespace, #name);
                    ::tarn_wire::Wire::write(value, out);
                },
                reads: quote! {
                    ::core::result::Result::Ok(Self::#ident(::tarn_wire::Wire::read(::tarn_wire::derived::value(value)?)?))
                },
                describes: quote!(out.variant::<#inner>(path, #name);),
            })
        }
        Fields::Named(fields) => {
            let Record {
                idents,
                names,
                is_default,
                types,
            } = Record::of(fields)?;
            let count = idents.len() as u64;
            // The parameters of the function keep their names, also if a field has the same one.
            let bound: Vec<_> = idents.iter().map(|ident| format_ident!("field_{}", ident)).collect();
            let read = read_fields(fields, &quote!(Self::#ident))?;
            Ok(Parts {
                pattern: quote!(#ident { #(#idents: #bound),* }),
                writes: quote! {
                    ::tarn_wire::derived::write_variant(out, namespace, #name);
                    ::tarn_wire::derived::write_record(out, #count);
                    #(::tarn_wire::derived::write_field(out, #names, #bound);)*
                },
                reads: quote! {
                    let input = ::tarn_wire::derived::value(value)?;
                    #read
                },
                describes: quote! {
                    out.unit_variant(path, #name);
                    #(out.variant_field::<#types>(path, #name, #names, #is_default);)*
                },
            })
        }
        Fields::Unnamed(fields) => Err(Error::new_spanned(
            fields,
            "a variant has one value or named fields, because later versions find fields by name",
        )),
    }
}

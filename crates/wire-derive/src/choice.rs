//! Enums.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataEnum, Error, Fields, Ident, Variant};

use crate::attributes::camel_case;
use crate::record::{Record, read_fields};

/// The impls for an enum.
pub(crate) fn expand(name: &Ident, data: &DataEnum) -> Result<TokenStream, Error> {
    let names: Vec<_> = data.variants.iter().map(|variant| camel_case(&variant.ident)).collect();
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
    Ok(quote! {
        impl ::wire::Variants for #name {
            const NAMES: &'static [&'static str] = &[#(#names),*];

            fn write_variant(&self, namespace: &str, out: &mut ::std::vec::Vec<u8>) {
                match self { #(#write)* }
            }

            fn read_variant(
                name: &str,
                value: ::core::option::Option<&mut ::wire::Reader<'_>>,
            ) -> ::core::result::Result<Self, ::wire::Error> {
                match ::wire::derived::index_of(<Self as ::wire::Variants>::NAMES, name)? {
                    #(#read)*
                    _ => ::core::result::Result::Err(::wire::derived::unknown_variant(Self::NAMES, name)),
                }
            }

            fn describe_variants(path: &str, out: &mut ::wire::Description) {
                #(#describe)*
            }
        }

        impl ::wire::Wire for #name {
            fn write(&self, out: &mut ::std::vec::Vec<u8>) {
                ::wire::Variants::write_variant(self, "", out);
            }

            fn read(input: &mut ::wire::Reader<'_>) -> ::core::result::Result<Self, ::wire::Error> {
                let mut read = ::core::option::Option::None;
                input.variant(&mut |name, value| {
                    read = ::core::option::Option::Some(<Self as ::wire::Variants>::read_variant(name, value)?);
                    ::core::result::Result::Ok(())
                })?;
                ::wire::derived::required(read, "")
            }

            fn describe(path: &str, out: &mut ::wire::Description) {
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
            writes: quote!(::wire::derived::write_unit_variant(out, namespace, #name);),
            reads: quote! {
                ::wire::derived::pass_over(value)?;
                ::core::result::Result::Ok(Self::#ident)
            },
            describes: quote!(out.unit_variant(path, #name);),
        }),
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            let inner = &fields.unnamed[0].ty;
            Ok(Parts {
                pattern: quote!(#ident(value)),
                writes: quote! {
                    ::wire::derived::write_variant(out, namespace, #name);
                    ::wire::Wire::write(value, out);
                },
                reads: quote! {
                    ::core::result::Result::Ok(Self::#ident(::wire::Wire::read(::wire::derived::value(value)?)?))
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
            let read = read_fields(fields, &quote!(Self::#ident))?;
            Ok(Parts {
                pattern: quote!(#ident { #(#idents),* }),
                writes: quote! {
                    ::wire::derived::write_variant(out, namespace, #name);
                    ::wire::derived::write_record(out, #count);
                    #(::wire::derived::write_field(out, #names, #idents);)*
                },
                reads: quote! {
                    let input = ::wire::derived::value(value)?;
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
            "a variant has one value or fields with names, for what comes later must find a name",
        )),
    }
}

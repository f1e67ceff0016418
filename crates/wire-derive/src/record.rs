//! Structs, and the variants of an enum that have fields.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Error, FieldsNamed, Ident};

use crate::attributes::{camel_case, check_unique, has_default};

/// The impl for a struct.
pub(crate) fn expand(name: &Ident, fields: &FieldsNamed, has_default_value: bool) -> Result<TokenStream, Error> {
    let Record {
        idents,
        names,
        is_default,
        types,
    } = Record::of(fields)?;
    let count = idents.len() as u64;
    let read = if has_default_value {
        let indices = 0..idents.len();
        quote! {
            let mut value = <Self as ::core::default::Default>::default();
            input.record(&[#(#names),*], &mut |index, input| match index {
                #(#indices => input.into_place(&mut value.#idents),)*
                _ => ::core::result::Result::Ok(()),
            })?;
            ::core::result::Result::Ok(value)
        }
    } else {
        read_fields(fields, &quote!(Self))?
    };
    let may_miss = is_default.iter().map(|is_default| *is_default || has_default_value);
    Ok(quote! {
        impl ::tarn_wire::Wire for #name {
            fn write(&self, out: &mut ::std::vec::Vec<u8>) {
                ::tarn_wire::derived::write_record(out, #count);
                #(::tarn_wire::derived::write_field(out, #names, &self.#idents);)*
            }

            fn read(input: &mut ::tarn_wire::Reader<'_>) -> ::core::result::Result<Self, ::tarn_wire::Error> {
                #read
            }

            fn describe(path: &str, out: &mut ::tarn_wire::Description) {
                #(out.field::<#types>(path, #names, #may_miss);)*
            }
        }
    })
}

/// Reads the fields and builds `made`, a struct or a variant.
pub(crate) fn read_fields(fields: &FieldsNamed, made: &TokenStream) -> Result<TokenStream, Error> {
    let Record {
        idents,
        names,
        is_default,
        types,
    } = Record::of(fields)?;
    let slots: Vec<_> = idents.iter().map(|ident| format_ident!("slot_{}", ident)).collect();
    let indices = 0..idents.len();
    let take = slots
        .iter()
        .zip(&names)
        .zip(&is_default)
        .map(|((slot, name), is_default)| {
            if *is_default {
                quote!(#slot.unwrap_or_default())
            } else {
                quote!(::tarn_wire::derived::required(#slot, #name)?)
            }
        });
    Ok(quote! {
        #(let mut #slots = ::core::option::Option::<#types>::None;)*
        input.record(&[#(#names),*], &mut |index, input| match index {
            #(#indices => input.into_slot(&mut #slots),)*
            _ => ::core::result::Result::Ok(()),
        })?;
        ::core::result::Result::Ok(#made { #(#idents: #take),* })
    })
}

/// The fields, each under the same index.
pub(crate) struct Record<'a> {
    pub(crate) idents: Vec<&'a Ident>,
    pub(crate) names: Vec<String>,
    pub(crate) is_default: Vec<bool>,
    pub(crate) types: Vec<&'a syn::Type>,
}

impl<'a> Record<'a> {
    pub(crate) fn of(fields: &'a FieldsNamed) -> Result<Self, Error> {
        let idents: Vec<_> = fields.named.iter().filter_map(|field| field.ident.as_ref()).collect();
        let names: Vec<_> = idents.iter().map(|ident| camel_case(ident)).collect();
        check_unique(idents.iter().copied().zip(&names))?;
        Ok(Self {
            names,
            idents,
            is_default: fields
                .named
                .iter()
                .map(|field| has_default(&field.attrs))
                .collect::<Result<_, _>>()?,
            types: fields.named.iter().map(|field| &field.ty).collect(),
        })
    }
}

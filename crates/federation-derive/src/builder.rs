//! The builder. Each required prop is a parameter of its type, so that code without a required prop does not compile.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, Visibility};

use crate::prop::{Prop, pascal_case};

pub(crate) fn expand(visibility: &Visibility, name: &Ident, props: &[Prop<'_>]) -> TokenStream {
    let builder = format_ident!("{name}Builder");
    let parameters: Vec<_> = props.iter().filter_map(parameter).collect();
    let fields = props.iter().map(|prop| {
        let (ident, kind) = (prop.ident, prop.kind);
        match parameter(prop) {
            Some(parameter) => quote!(#ident: #parameter),
            None => quote!(#ident: #kind),
        }
    });
    let start = start(visibility, name, &builder, props);
    let setters = props.iter().map(|prop| setter(&builder, prop, props));
    let build = build(name, &builder, props);
    let doc = format!("Builds [`{name}`]: see [`{name}::builder`].");
    quote! {
        #[doc = #doc]
        #visibility struct #builder<#(#parameters),*> { #(#fields),* }

        #start

        impl<#(#parameters),*> #builder<#(#parameters),*> { #(#setters)* }

        #build
    }
}

/// The parameter of the builder for a required prop: the type of the prop once it is given.
fn parameter(prop: &Prop<'_>) -> Option<Ident> {
    let is_required = prop.optional.is_none();
    is_required.then(|| format_ident!("Given{}", pascal_case(prop.ident)))
}

/// `builder()`.
fn start(visibility: &Visibility, name: &Ident, builder: &Ident, props: &[Prop<'_>]) -> TokenStream {
    let missing = quote!(::tarn_federation::browser::props::Missing);
    let required = props.iter().filter(|prop| prop.optional.is_none());
    let parameters = required.map(|_| &missing);
    let fields = props.iter().map(|prop| {
        let ident = prop.ident;
        match prop.optional {
            Some(_) => quote!(#ident: ::core::option::Option::None),
            None => quote!(#ident: #missing),
        }
    });
    quote! {
        impl #name {
            /// Makes the props: one method per prop, then `build`. An optional prop may be left out, or is given as its value or as
            /// an `Option`.
            #[inline]
            #[must_use]
            #visibility fn builder() -> #builder<#(#parameters),*> {
                #builder { #(#fields),* }
            }
        }
    }
}

/// The method of a prop.
fn setter(builder: &Ident, prop: &Prop<'_>, props: &[Prop<'_>]) -> TokenStream {
    let (ident, kind, docs) = (prop.ident, prop.kind, &prop.docs);
    if let Some(value) = prop.optional {
        return quote! {
            #(#docs)*
            #[inline]
            #[must_use]
            pub fn #ident(mut self, #ident: impl ::core::convert::Into<::core::option::Option<#value>>) -> Self {
                self.#ident = #ident.into();
                self
            }
        };
    }
    let parameters = props.iter().filter_map(|other| {
        let parameter = parameter(other)?;
        Some(match other.ident == ident {
            true => quote!(#kind),
            false => quote!(#parameter),
        })
    });
    let others = props.iter().map(|other| other.ident).filter(|other| *other != ident);
    quote! {
        #(#docs)*
        #[inline]
        #[must_use]
        pub fn #ident(self, #ident: #kind) -> #builder<#(#parameters),*> {
            #builder { #ident, #(#others: self.#others),* }
        }
    }
}

/// `build()`. A trait for each required prop makes the compiler name the missing one.
fn build(name: &Ident, builder: &Ident, props: &[Prop<'_>]) -> TokenStream {
    let required: Vec<_> = props.iter().filter(|prop| prop.optional.is_none()).collect();
    let traits = required.iter().map(|prop| given(name, prop));
    let parameters: Vec<_> = props.iter().filter_map(parameter).collect();
    let given = required.iter().map(|prop| trait_of(prop));
    let fields = props.iter().map(|prop| {
        let ident = prop.ident;
        match prop.optional {
            Some(_) => quote!(#ident: self.#ident),
            None => {
                let given = trait_of(prop);
                quote!(#ident: #given::given(self.#ident))
            }
        }
    });
    quote! {
        const _: () = {
            #(#traits)*

            impl<#(#parameters),*> #builder<#(#parameters),*> {
                /// The props.
                #[inline]
                #[must_use]
                pub fn build(self) -> #name
                where
                    #(#parameters: #given),*
                {
                    #name { #(#fields),* }
                }
            }
        };
    }
}

fn trait_of(prop: &Prop<'_>) -> Ident {
    format_ident!("Gives{}", pascal_case(prop.ident))
}

fn given(name: &Ident, prop: &Prop<'_>) -> TokenStream {
    let (given, kind) = (trait_of(prop), prop.kind);
    let message = format!("`{name}` needs the prop `{}`", prop.ident);
    let label = format!("`.{}(..)` is missing before this", prop.ident);
    quote! {
        #[doc(hidden)]
        #[diagnostic::on_unimplemented(message = #message, label = #label)]
        pub trait #given {
            fn given(self) -> #kind;
        }

        impl #given for #kind {
            #[inline]
            fn given(self) -> #kind {
                self
            }
        }
    }
}

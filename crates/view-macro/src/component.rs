//! Components: calls of functions with `#[component]`, with typed props.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use rstml::node::{KeyedAttribute, KeyedAttributeValue, NodeAttribute};
use syn::spanned::Spanned as _;

use crate::attribute::without_braces;
use crate::element::Element;
use crate::view::{Mistakes, nodes_to_view};

/// The view of `<Name prop=value>children</Name>`.
pub(crate) fn to_view(element: &Element, mistakes: &mut Mistakes) -> TokenStream {
    let name = element.name();
    let span = name.span();
    let (mut props, mut bindings) = (Vec::new(), Vec::new());
    for attribute in element.attributes() {
        match attribute {
            NodeAttribute::Attribute(attribute) => match binding_of(attribute) {
                Some(binding) => bindings.push(binding),
                None => props.push(prop(attribute, mistakes)),
            },
            NodeAttribute::Block(block) => mistakes.at(block.span(), "props in a block are not supported: name each prop"),
        }
    }
    let children = (!element.children.is_empty()).then(|| {
        let view = nodes_to_view(&element.children, mistakes);
        match bindings.is_empty() {
            true => quote!(.children(::tarn_view::__private::ToChildren::to_children(move || #view))),
            false => quote!(.children(move |#(#bindings),*| #view)),
        }
    });
    let generics = &element.open_tag.generics;
    let generics = generics.lt_token.is_some().then(|| quote!(::#generics));
    let label = name.to_string();
    quote_spanned! {span=>
        ::tarn_view::__private::component(#label, || {
            ::tarn_view::__private::component_view(
                #[allow(clippy::needless_borrows_for_generic_args)]
                &#name,
                ::tarn_view::__private::component_props_builder(&#name #generics) #(#props)* #children .build(),
            )
        })
    }
}

/// `let:name` or `let(pattern)`: a parameter of the children.
fn binding_of(attribute: &KeyedAttribute) -> Option<TokenStream> {
    let key = attribute.key.to_string();
    if let KeyedAttributeValue::Binding(binding) = &attribute.possible_value
        && key == "let"
    {
        let inputs = &binding.inputs;
        return Some(quote!(#inputs));
    }
    let name = syn::Ident::new(key.strip_prefix("let:")?, attribute.key.span());
    Some(quote!(#name))
}

fn prop(attribute: &KeyedAttribute, mistakes: &mut Mistakes) -> TokenStream {
    let key = &attribute.key;
    if key.to_string().contains(':') {
        mistakes.at(key.span(), "a component has props only; events and attributes belong to the elements in it");
        return TokenStream::new();
    }
    match attribute.value().map(without_braces) {
        Some(value) => quote!(.#key(#value)),
        // As in Leptos, `<Name prop/>` is `<Name prop=prop/>`.
        None => quote!(.#key(#key)),
    }
}

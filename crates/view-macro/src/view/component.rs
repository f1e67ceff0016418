//! Components: calls of functions with `#[component]`, with typed props.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use rstml::node::{KeyedAttribute, KeyedAttributeValue, Node, NodeAttribute};
use syn::spanned::Spanned as _;

use crate::attribute::without_braces;
use crate::mistakes::Mistakes;
use crate::names::is_component;
use crate::view::element::Element;
use crate::view::nodes_to_view;

/// Components that only decide what is shown: their children are code of the component that has written them.
const CONTROL_FLOW: [&str; 3] = ["Await", "For", "Show"];

/// The view of `<Name prop=value>children</Name>`.
pub(crate) fn to_view(element: &Element, mistakes: &mut Mistakes) -> TokenStream {
    let name = element.name();
    let props = Props::of(element, mistakes);
    let generics = &element.open_tag.generics;
    let generics = generics.lt_token.is_some().then(|| quote!(::#generics));
    let made = quote_spanned! {name.span()=>
        ::tarn_view::__private::component_view(
            #[allow(clippy::needless_borrows_for_generic_args)]
            &#name,
            ::tarn_view::__private::component_props_builder(&#name #generics) #props .build(),
        )
    };
    let label = name.to_string();
    match CONTROL_FLOW.contains(&&*label) {
        true => quote_spanned!(name.span()=> ::tarn_view::__private::from_leptos(#made)),
        false => quote_spanned!(name.span()=> ::tarn_view::__private::component(#label, || #made)),
    }
}

/// The calls of a builder for the props, slots and children of a component or slot.
struct Props(Vec<TokenStream>);

impl ToTokens for Props {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.iter().cloned());
    }
}

impl Props {
    fn of(element: &Element, mistakes: &mut Mistakes) -> Self {
        let (mut props, mut bindings) = (Vec::new(), Vec::new());
        for attribute in element.attributes() {
            match attribute {
                NodeAttribute::Attribute(attribute) if slot_name(element, attribute).is_some() => {}
                NodeAttribute::Attribute(attribute) => match binding_of(attribute) {
                    Some(binding) => bindings.push(binding),
                    None => props.push(prop(attribute, mistakes)),
                },
                NodeAttribute::Block(block) => {
                    mistakes.at(block.span(), "props in a block are not supported: name each prop")
                }
            }
        }
        let (slots, children): (Vec<_>, Vec<_>) = element.children.iter().partition(|child| slot_of(child).is_some());
        props.extend(slot_props(&slots, mistakes));
        let children: Vec<_> = children.into_iter().cloned().collect();
        if !children.is_empty() {
            let view = nodes_to_view(&children, mistakes);
            props.push(match bindings.is_empty() {
                true => quote!(.children(::tarn_view::__private::ToChildren::to_children(move || #view))),
                false => quote!(.children(move |#(#bindings),*| #view)),
            });
        }
        Self(props)
    }
}

/// The props of slots. Several slots of one name are a list.
fn slot_props(slots: &[&Node], mistakes: &mut Mistakes) -> Vec<TokenStream> {
    let mut by_name: Vec<(Ident, Vec<TokenStream>)> = Vec::new();
    for (element, name) in slots.iter().filter_map(|slot| slot_of(slot)) {
        let (kind, props) = (element.name(), Props::of(element, mistakes));
        let slot = quote_spanned! {kind.span()=> {
            #[allow(clippy::useless_conversion)]
            let slot = #kind::builder() #props .build().into();
            slot
        }};
        match by_name.iter_mut().find(|(known, _)| *known == name) {
            Some((_, same)) => same.push(slot),
            None => by_name.push((name, vec![slot])),
        }
    }
    let props = by_name.into_iter().map(|(name, slots)| match &slots[..] {
        [slot] => quote!(.#name(#slot)),
        slots => quote!(.#name(::std::vec![#(#slots),*])),
    });
    props.collect()
}

/// The element of a slot, and the prop that takes it.
fn slot_of(node: &Node) -> Option<(&Element, Ident)> {
    let Node::Element(element) = node else { return None };
    element.attributes().iter().find_map(|attribute| match attribute {
        NodeAttribute::Attribute(attribute) => Some((element, slot_name(element, attribute)?)),
        NodeAttribute::Block(_) => None,
    })
}

/// The prop of `slot:prop`, or of `slot`: then the name of the component in small letters.
fn slot_name(element: &Element, attribute: &KeyedAttribute) -> Option<Ident> {
    if !is_component(element.name()) {
        return None;
    }
    let (key, span) = (attribute.key.to_string(), attribute.key.span());
    match key.strip_prefix("slot") {
        Some("") => Some(Ident::new(&small(&element.name().to_string()), span)),
        Some(rest) => Some(Ident::new(rest.strip_prefix(':')?, span)),
        None => None,
    }
}

/// `SomeName` as `some_name`.
fn small(name: &str) -> String {
    let mut small = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !small.is_empty() {
            small.push('_');
        }
        small.extend(letter.to_lowercase());
    }
    small
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
    let name = Ident::new(key.strip_prefix("let:")?, attribute.key.span());
    Some(quote!(#name))
}

fn prop(attribute: &KeyedAttribute, mistakes: &mut Mistakes) -> TokenStream {
    let key = &attribute.key;
    if key.to_string().contains(':') {
        mistakes.at(
            key.span(),
            "a component has props only; events and attributes belong to the elements in it",
        );
        return TokenStream::new();
    }
    match attribute.value().map(without_braces) {
        Some(value) => quote!(.#key(#value)),
        // As in Leptos, `<Name prop/>` is `<Name prop=prop/>`.
        None => quote!(.#key(#key)),
    }
}

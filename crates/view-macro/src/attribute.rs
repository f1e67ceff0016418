//! Attributes: constants of the HTML, or holes.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use rstml::node::{KeyedAttribute, NodeAttribute};
use syn::spanned::Spanned as _;
use syn::{Expr, Ident, Lit};

use crate::constant::Constant;
use crate::mistakes::Mistakes;
use crate::names;

/// Attributes that are lists, to which `class:name` and `style:name` add.
const LISTS: [(&str, &str); 2] = [("class", " "), ("style", ";")];

/// Attributes that belong to the content of an element.
#[derive(Default)]
pub(crate) struct OfContent {
    /// The hole of `inner_html`.
    pub(crate) inner_html: Option<TokenStream>,
    /// The value of `prop:value`, where the content has to precede it.
    pub(crate) value: Option<TokenStream>,
}

/// Fields whose value is in their content.
const FIELDS_WITH_CONTENT: [&str; 2] = ["select", "textarea"];

/// Adds the attributes of an element. The result is what belongs to its content.
pub(crate) fn add_all(
    constant: &mut Constant,
    element: &str,
    attributes: &[NodeAttribute],
    path: &[usize],
    mistakes: &mut Mistakes,
) -> OfContent {
    let mut list_parts: [Vec<ListPart>; 2] = Default::default();
    let mut of_content = OfContent::default();
    for attribute in attributes {
        let attribute = match attribute {
            NodeAttribute::Attribute(attribute) => attribute,
            NodeAttribute::Block(block) => {
                mistakes.at(
                    block.span(),
                    "attributes in a block are not supported: name each attribute",
                );
                continue;
            }
        };
        let key = attribute.key.to_string();
        if let Some(list) = LISTS.iter().position(|(list, _)| is_part_of(&key, list)) {
            list_parts[list].push(ListPart { key, attribute });
            continue;
        }
        if key == "inner_html" {
            let value = value_of(attribute, quote!(inner_html));
            of_content.inner_html = Some(quote_spanned!(value.span()=> ::tarn_view::__private::inner_html(#value)));
            continue;
        }
        if key == "prop:value" && FIELDS_WITH_CONTENT.contains(&element) {
            of_content.value = Some(value_of(attribute, quote!(true)));
            continue;
        }
        add(constant, element, &key, attribute, path, mistakes);
    }
    for ((name, separator), parts) in LISTS.iter().zip(&list_parts) {
        add_list(constant, name, separator, parts, path, mistakes);
    }
    of_content
}

/// `class="name"` or `class:name=condition`, and likewise of `style`.
struct ListPart<'a> {
    key: String,
    attribute: &'a KeyedAttribute,
}

fn is_part_of(key: &str, list: &str) -> bool {
    key.strip_prefix(list)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
}

/// The value of a list attribute: its constant parts, then a hole for each other part.
fn add_list(
    constant: &mut Constant,
    name: &str,
    separator: &str,
    parts: &[ListPart],
    path: &[usize],
    mistakes: &mut Mistakes,
) {
    let (whole, single): (Vec<_>, Vec<_>) = parts.iter().partition(|part| part.key == name);
    if let [_, second, ..] = &whole[..] {
        mistakes.at(
            second.attribute.key.span(),
            format!("the element has two attributes `{name}`"),
        );
    }
    if let [part] = &whole[..]
        && literal(part.attribute).is_none()
    {
        if let Some(single) = single.first() {
            let message = format!(
                "`{}` beside a variable `{name}`: each would overwrite the other",
                single.key
            );
            mistakes.at(single.attribute.key.span(), message);
        }
        return add(constant, "", name, part.attribute, path, mistakes);
    }
    if parts.is_empty() {
        return;
    }
    let texts: Vec<String> = whole
        .iter()
        .filter_map(|part| literal(part.attribute)?.into_text())
        .collect();
    constant.html(&format!(" {name}=\""));
    constant.value(&texts.join(separator));
    for part in single {
        let part_name = &part.key[name.len() + 1..];
        let value = value_of(part.attribute, quote!(true));
        let make = Ident::new(name, part.attribute.key.span());
        constant.hole(path, quote!(::tarn_view::__private::Hole::#make(#part_name, #value)));
    }
    constant.html("\"");
}

fn add(
    constant: &mut Constant,
    element: &str,
    key: &str,
    attribute: &KeyedAttribute,
    path: &[usize],
    mistakes: &mut Mistakes,
) {
    let span = attribute.key.span();
    match key.split_once(':') {
        Some(("on", event)) if event.contains(':') => {
            mistakes.at(
                span,
                "only the name of an event is supported: event_target_value(&event) is the value of its field",
            );
        }
        Some(("on", event)) => {
            let Some(handler) = attribute.value() else {
                return mistakes.at(span, "the handler of the event is missing");
            };
            let event = if event.contains('-') {
                quote_spanned!(span=> ::tarn_view::__private::custom_event(#event))
            } else {
                let event = Ident::new_raw_if_needed(event, span);
                quote_spanned!(span=> ::tarn_view::__private::ev::#event)
            };
            constant.hole(
                path,
                quote_spanned!(span=> ::tarn_view::__private::on(#event, #handler)),
            );
        }
        Some(("prop", "innerHTML" | "outerHTML")) => {
            mistakes.at(span, "HTML is put into the page by inner_html=TrustedHtml(html) only");
        }
        Some(("prop", name)) => {
            let value = value_of(attribute, quote!(true));
            constant.hole(path, quote!(::tarn_view::__private::Hole::property(#name, #value)));
        }
        Some((prefix, _)) => mistakes.at(
            span,
            format!("there is no `{prefix}:` here; there are on:, prop:, class: and style:"),
        ),
        None if key == "node_ref" => {
            let value = value_of(attribute, quote!(node_ref));
            let module = Ident::new(names::element_module(element), span);
            let kind = Ident::new(&names::element_type(element), span);
            let kind = quote_spanned!(span=> ::tarn_view::__private::#module::#kind);
            constant.hole(
                path,
                quote_spanned!(span=> ::tarn_view::__private::node_ref::<#kind>(#value)),
            );
        }
        None => add_plain(constant, element, key, attribute, path, mistakes),
    }
}

fn add_plain(
    constant: &mut Constant,
    element: &str,
    key: &str,
    attribute: &KeyedAttribute,
    path: &[usize],
    mistakes: &mut Mistakes,
) {
    if let Err(what) = names::check_attribute(element, key) {
        mistakes.at(attribute.key.span(), what);
    }
    // A state of ARIA has the values "true" and "false".
    let is_state = key.starts_with("aria-");
    match literal(attribute) {
        Some(Constantly::Absent) if is_state => constant.html(&format!(" {key}=\"false\"")),
        Some(Constantly::Present) if is_state => constant.html(&format!(" {key}=\"true\"")),
        Some(Constantly::Absent) => {}
        Some(Constantly::Present) => constant.html(&format!(" {key}")),
        Some(Constantly::Text(text)) => {
            constant.html(&format!(" {key}=\""));
            constant.value(&text);
            constant.html("\"");
        }
        None => {
            let value = value_of(attribute, quote!(true));
            let make = Ident::new(if is_state { "state" } else { "attribute" }, attribute.key.span());
            constant.hole(path, quote!(::tarn_view::__private::Hole::#make(#key, #value)));
        }
    }
}

/// A constant value of an attribute.
enum Constantly {
    Absent,
    Present,
    Text(String),
}

impl Constantly {
    fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text),
            Self::Absent | Self::Present => None,
        }
    }
}

fn literal(attribute: &KeyedAttribute) -> Option<Constantly> {
    let Some(value) = attribute.value() else {
        return Some(Constantly::Present);
    };
    match without_braces(value) {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Bool(value) if value.value => Some(Constantly::Present),
            Lit::Bool(_) => Some(Constantly::Absent),
            Lit::Str(text) => Some(Constantly::Text(text.value())),
            Lit::Char(letter) => Some(Constantly::Text(letter.value().to_string())),
            Lit::Int(number) => Some(Constantly::Text(number.base10_digits().to_owned())),
            Lit::Float(number) => Some(Constantly::Text(number.base10_digits().to_owned())),
            _ => None,
        },
        _ => None,
    }
}

/// The value as an expression; `missing` if the attribute has none.
fn value_of(attribute: &KeyedAttribute, missing: TokenStream) -> TokenStream {
    attribute.value().map_or(missing, |value| {
        let value = without_braces(value);
        quote!(#value)
    })
}

/// `{value}` without its braces, which would be a warning of the compiler.
pub(crate) fn without_braces(value: &Expr) -> &Expr {
    match value {
        Expr::Block(block) if block.attrs.is_empty() && block.label.is_none() => match &block.block.stmts[..] {
            [syn::Stmt::Expr(inner, None)] => inner,
            _ => value,
        },
        _ => value,
    }
}

/// Identifiers that may be keywords.
trait RawIfNeeded {
    fn new_raw_if_needed(name: &str, span: Span) -> Ident;
}

impl RawIfNeeded for Ident {
    fn new_raw_if_needed(name: &str, span: Span) -> Ident {
        match syn::parse_str::<Ident>(name) {
            Ok(_) => Ident::new(name, span),
            Err(_) => Ident::new_raw(name, span),
        }
    }
}

//! An item as one line, or one line for each part that dependents can name.

use std::collections::BTreeSet;

use quote::ToTokens;
use syn::{Fields, ImplItem, Item, ItemImpl, TraitItem, Type, Visibility};

use crate::module_tree::is_hidden;

/// The text of tokens with the usual spaces.
pub(crate) fn text(tokens: &impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string().replace('\n', " ");
    for (spaced, tight) in [
        (" ::", "::"),
        (":: ", "::"),
        (" ,", ","),
        (" ;", ";"),
        (" :", ":"),
        ("& ", "&"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        ("[ ", "["),
        (" ]", "]"),
        (" .", "."),
        ("! ", "!"),
        ("' ", "'"),
        ("impl<", "impl<"),
        ("  ", " "),
        (",)", ")"),
        (",>", ">"),
        ("- >", "->"),
        ("->(", "-> ("),
        ("= >", "=>"),
    ] {
        text = text.replace(spaced, tight);
    }
    text.trim().to_owned()
}

/// The lines of an item.
pub(crate) fn of(item: &Item) -> Vec<String> {
    match item {
        Item::Fn(function) => vec![format!("pub {}", text(&plain(&function.sig)))],
        Item::Const(item) => vec![format!("pub const {}: {}", item.ident, text(&item.ty))],
        Item::Type(item) => vec![format!(
            "pub type {}{} = {}",
            item.ident,
            text(&item.generics),
            text(&item.ty)
        )],
        Item::Struct(item) => {
            let name = format!("struct {}{}", item.ident, text(&item.generics));
            let mut lines = vec![format!("pub {name}{}", derives(&item.attrs))];
            lines.extend(fields(&item.ident.to_string(), &item.fields));
            lines
        }
        Item::Enum(item) => {
            let mut lines = vec![format!(
                "pub enum {}{}{}",
                item.ident,
                text(&item.generics),
                derives(&item.attrs)
            )];
            for variant in &item.variants {
                lines.push(format!(
                    "{}::{}{}",
                    item.ident,
                    variant.ident,
                    of_fields(&variant.fields)
                ));
            }
            lines
        }
        Item::Trait(item) => {
            let bounds = text(&item.supertraits);
            let colon = if bounds.is_empty() { "" } else { ": " };
            let mut lines = vec![format!(
                "pub trait {}{}{colon}{bounds}",
                item.ident,
                text(&item.generics)
            )];
            lines.extend(
                item.items
                    .iter()
                    .filter_map(|member| of_trait_member(&item.ident.to_string(), member)),
            );
            lines
        }
        _ => Vec::new(),
    }
}

/// The signature without the attributes of its parameters.
fn plain(signature: &syn::Signature) -> syn::Signature {
    let mut signature = signature.clone();
    for input in &mut signature.inputs {
        if let syn::FnArg::Typed(input) = input {
            input.attrs.clear();
        }
    }
    signature
}

/// A function or type of JavaScript.
pub(crate) fn of_import(item: &syn::ForeignItem) -> Option<String> {
    match item {
        syn::ForeignItem::Fn(item) if matches!(item.vis, Visibility::Public(_)) => {
            Some(format!("pub {}", text(&item.sig)))
        }
        syn::ForeignItem::Type(item) if matches!(item.vis, Visibility::Public(_)) => {
            Some(format!("pub type {}", item.ident))
        }
        _ => None,
    }
}

fn of_trait_member(name: &str, member: &TraitItem) -> Option<String> {
    Some(match member {
        TraitItem::Fn(function) => {
            let provided = if function.default.is_some() { " { .. }" } else { "" };
            format!("{name}::{}{provided}", text(&function.sig))
        }
        TraitItem::Const(item) => format!("{name}::const {}: {}", item.ident, text(&item.ty)),
        TraitItem::Type(item) => format!("{name}::type {}", item.ident),
        _ => return None,
    })
}

fn derives(attributes: &[syn::Attribute]) -> String {
    let derives = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"));
    let mut names: Vec<_> = derives
        .filter_map(|derive| derive.meta.require_list().ok())
        .flat_map(|list| text(&list.tokens).split(", ").map(str::to_owned).collect::<Vec<_>>())
        .collect();
    names.sort();
    match names.is_empty() {
        true => String::new(),
        false => format!(": {}", names.join(" + ")),
    }
}

fn fields(name: &str, fields: &Fields) -> Vec<String> {
    let public = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| matches!(field.vis, Visibility::Public(_)));
    public
        .map(|(index, field)| {
            let field_name = field.ident.as_ref().map_or(index.to_string(), ToString::to_string);
            format!("{name}.{field_name}: {}", text(&field.ty))
        })
        .collect()
}

/// The fields of a variant.
fn of_fields(fields: &Fields) -> String {
    let mut fields = fields.clone();
    for field in &mut fields {
        field.attrs.clear();
    }
    text(&fields)
}

/// The additions of an `impl` to a public type: its public members, or the name of the trait.
pub(crate) fn of_implementation(implementation: &ItemImpl, types: &BTreeSet<String>) -> Vec<String> {
    let self_type = text(&implementation.self_ty);
    if !is_public(&implementation.self_ty, types) {
        return Vec::new();
    }
    let generics = text(&implementation.generics);
    if let Some((_, path, _)) = &implementation.trait_ {
        let name = path.segments.last().unwrap().ident.to_string();
        // Traits of another crate are public; one of this crate may not be.
        let is_known = types.contains(&name) || path.segments.len() > 1 || is_foreign(&name);
        let bounds = text(&implementation.generics.where_clause);
        let line = format!("impl{generics} {} for {self_type} {bounds}", text(path));
        return if is_known {
            vec![line.trim().to_owned()]
        } else {
            Vec::new()
        };
    }
    let members = implementation.items.iter().filter_map(|member| match member {
        ImplItem::Fn(function) if matches!(function.vis, Visibility::Public(_)) && !is_hidden(&function.attrs) => {
            Some(text(&function.sig))
        }
        ImplItem::Const(item) if matches!(item.vis, Visibility::Public(_)) => {
            Some(format!("const {}: {}", item.ident, text(&item.ty)))
        }
        _ => None,
    });
    members
        .map(|member| format!("impl {self_type}: pub {member}"))
        .collect()
}

/// Whether dependents can name the type: a public type of this crate, or a type of another crate.
fn is_public(self_type: &Type, types: &BTreeSet<String>) -> bool {
    match self_type {
        Type::Path(path) => {
            let name = path.path.segments.last().unwrap().ident.to_string();
            types.contains(&name)
                || ["String", "Option", "Vec", "T", "Signal", "Value"].contains(&name.as_str())
                || is_plain(&name)
        }
        Type::Tuple(_) => true,
        _ => false,
    }
}

fn is_plain(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_lowercase)
}

fn is_foreign(name: &str) -> bool {
    [
        "Clone",
        "Copy",
        "Default",
        "Display",
        "Drop",
        "Error",
        "From",
        "FromStr",
        "Index",
        "PartialEq",
        "Render",
        "RenderHtml",
        "Wire",
        "Serialize",
        "Deserialize",
        "JsonSchema",
    ]
    .contains(&name)
}

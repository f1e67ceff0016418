//! Elements: constant HTML, and holes for the variable parts.

use quote::quote;
use rstml::node::NodeElement;
use syn::spanned::Spanned as _;

use crate::attribute;
use crate::constant::{CLOSE, Constant, OPEN};
use crate::content_model;
use crate::mistakes::Mistakes;
use crate::names;
use crate::view::{Item, items_of};

/// An element of `view!`.
pub(crate) type Element = NodeElement<rstml::Infallible>;

/// Adds an element at `path`, which is inside elements with the names `ancestors`.
pub(crate) fn add(
    constant: &mut Constant,
    element: &Element,
    path: &[usize],
    ancestors: &[&str],
    mistakes: &mut Mistakes,
) {
    let name = element.name().to_string();
    if let Err(what) = names::check_element(&name) {
        mistakes.at(element.name().span(), what);
    }
    if let Err(what) = content_model::check(&name, ancestors) {
        mistakes.at(element.name().span(), what);
    }
    constant.html("<");
    constant.html(&name);
    let of_content = attribute::add_all(constant, &name, element.attributes(), path, mistakes);
    constant.html(">");
    if let Some(hole) = of_content.inner_html {
        if let Some(child) = element.children.first() {
            mistakes.at(child.span(), "the content is that of inner_html");
        }
        constant.hole(path, hole);
    }
    if names::VOID.contains(&name.as_str()) {
        if let Some(child) = element.children.first() {
            mistakes.at(child.span(), format!("<{name}> has no content"));
        }
        return;
    }
    let ancestors = [ancestors, &[name.as_str()]].concat();
    let items = items_of(&element.children, mistakes);
    check_texts(element, &name, &items, mistakes);
    if name == "pre" || name == "textarea" {
        // A parser of HTML leaves out a line break at the beginning of these elements.
        let is_hole = of_content.value.is_some() || matches!(&items[..], [Item::View(_)]);
        if is_hole || matches!(items.first(), Some(Item::Text(text)) if text.starts_with('\n')) {
            constant.html("\n");
        }
    }
    match &items[..] {
        // The only content of the element is all that is in it.
        [Item::View(view)] => constant.hole(path, quote!(::tarn_view::__private::Hole::Content(#view))),
        items => {
            for (position, item) in items.iter().enumerate() {
                let path = [path, &[position]].concat();
                match item {
                    Item::Text(text) => constant.text(text),
                    Item::Element(child) => add(constant, child, &path, &ancestors, mistakes),
                    Item::View(view) => {
                        constant.html(OPEN);
                        constant.hole(&path, quote!(::tarn_view::__private::Hole::Between(#view)));
                        constant.html(CLOSE);
                    }
                }
            }
        }
    }
    if let Some(value) = of_content.value {
        let make = match name == "textarea" && items.is_empty() {
            true => quote!(Written),
            false => quote!(Chosen),
        };
        constant.hole(
            path,
            quote!(::tarn_view::__private::Hole::#make(::tarn_view::IntoValue::into_value(#value))),
        );
    }
    constant.html("</");
    constant.html(&name);
    constant.html(">");
}

/// Checks the texts directly in an element, and that an element of one text has nothing else.
fn check_texts(element: &Element, name: &str, items: &[Item], mistakes: &mut Mistakes) {
    let Some(child) = element.children.first() else { return };
    if items
        .iter()
        .any(|item| matches!(item, Item::Text(text) if !text.trim().is_empty()))
        && let Err(what) = content_model::check_text(name)
    {
        mistakes.at(child.span(), what);
    }
    if content_model::is_text_only(name) && !matches!(items, [] | [Item::Text(_)] | [Item::View(_)]) {
        mistakes.at(child.span(), format!("<{name}> contains one text or one block only"));
    }
}

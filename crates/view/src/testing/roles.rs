//! Roles of elements, as assistive technology has them.

use crate::tree::Element;

/// The role of an element: its attribute `role`, or that of its name.
pub(super) fn role_of(element: &Element) -> Option<String> {
    if let Some(role) = element.attribute("role") {
        return Some(role);
    }
    let role = match &*element.name {
        "a" if element.attribute("href").is_some() => "link",
        "article" => "article",
        "aside" => "complementary",
        "button" => "button",
        "form" => "form",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "heading",
        "img" => "img",
        "input" => match element.attribute("type").as_deref() {
            Some("checkbox") => "checkbox",
            Some("radio") => "radio",
            Some("search") => "searchbox",
            _ => "textbox",
        },
        "li" => "listitem",
        "nav" => "navigation",
        "ol" | "ul" => "list",
        "option" => "option",
        "select" => "combobox",
        "textarea" => "textbox",
        _ => return None,
    };
    Some(role.into())
}

/// Whether a click on the element sends its form.
pub(super) fn is_submit_button(element: &Element) -> bool {
    let kind = element.attribute("type");
    match &*element.name {
        "button" => matches!(kind.as_deref(), None | Some("submit")),
        "input" => kind.as_deref() == Some("submit"),
        _ => false,
    }
}

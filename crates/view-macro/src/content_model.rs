//! Nesting that a parser of HTML changes: the positions of holes would then be those of another tree.

use crate::names;

/// Elements that end an open `<p>`.
const END_A_PARAGRAPH: [&str; 38] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
];

/// Elements that cannot be in themselves, at any depth.
const NOT_IN_ITSELF: [&str; 4] = ["a", "button", "form", "nobr"];

/// Elements that end an open heading.
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// Children that a table, a list or a menu of options puts in place itself, and their only parents.
const ONLY_IN: [(&str, &[&str]); 14] = [
    ("caption", &["table"]),
    ("col", &["colgroup"]),
    ("colgroup", &["table"]),
    ("dd", &["dl", "div"]),
    ("dt", &["dl", "div"]),
    ("li", &["ul", "ol", "menu"]),
    ("optgroup", &["select"]),
    ("option", &["select", "optgroup", "datalist"]),
    ("tbody", &["table"]),
    ("td", &["tr"]),
    ("tfoot", &["table"]),
    ("th", &["tr"]),
    ("thead", &["table"]),
    ("tr", &["tbody", "thead", "tfoot"]),
];

/// Elements out of which a parser moves other children, and their only children. Older browsers leave out other children of `<select>`.
const ONLY_CHILDREN: [(&str, &[&str]); 8] = [
    ("colgroup", &["col"]),
    ("optgroup", &["option"]),
    ("select", &["option", "optgroup", "hr"]),
    ("table", &["caption", "colgroup", "thead", "tbody", "tfoot"]),
    ("tbody", &["tr"]),
    ("tfoot", &["tr"]),
    ("thead", &["tr"]),
    ("tr", &["td", "th"]),
];

/// Elements whose content is a text: comments and tags in it would be shown.
const TEXT_ONLY: [&str; 2] = ["iframe", "textarea"];

/// Checks an element inside these elements, the innermost last. The root of a view may stand anywhere.
pub(crate) fn check(element: &str, ancestors: &[&str]) -> Result<(), String> {
    let Some(parent) = ancestors.last() else { return Ok(()) };
    if END_A_PARAGRAPH.contains(&element) && ancestors.contains(&"p") {
        return Err(format!(
            "a browser ends the <p> before <{element}>: use a <div> in place of the <p>"
        ));
    }
    if NOT_IN_ITSELF.contains(&element) && ancestors.contains(&element) {
        return Err(format!("HTML has no <{element}> in another <{element}>"));
    }
    if HEADINGS.contains(&element) && HEADINGS.contains(parent) {
        return Err(format!("a browser ends the <{parent}> before <{element}>"));
    }
    if let Some((_, parents)) = ONLY_IN.iter().find(|(child, _)| *child == element)
        && !parents.contains(parent)
    {
        return Err(format!(
            "<{element}> belongs into <{}>, not into <{parent}>",
            parents.join("> or <")
        ));
    }
    if let Some((_, children)) = ONLY_CHILDREN.iter().find(|(of, _)| of == parent)
        && !children.contains(&element)
    {
        return Err(format!("<{parent}> contains <{}> only", children.join("> and <")));
    }
    check_namespace(element, ancestors)
}

/// Parts of an image belong into `<svg>`, and a parser moves elements of HTML out of it.
fn check_namespace(element: &str, ancestors: &[&str]) -> Result<(), String> {
    let is_image = |name: &str| name == "svg" || names::is_part_of_svg(name);
    match ancestors.iter().copied().rfind(|&ancestor| is_image(ancestor)) {
        None | Some("foreignObject") if names::is_part_of_svg(element) => {
            Err(format!("<{element}> belongs into <svg>"))
        }
        Some(image) if image != "foreignObject" && names::is_html_only(element) => {
            Err(format!("<{element}> in an image belongs into <foreignObject>"))
        }
        _ => Ok(()),
    }
}

/// Checks a text that is not only of white space and is directly in this element.
pub(crate) fn check_text(parent: &str) -> Result<(), String> {
    match ONLY_CHILDREN.iter().find(|(of, _)| *of == parent) {
        Some((_, children)) => Err(format!(
            "<{parent}> contains <{}> only, no text",
            children.join("> and <")
        )),
        None => Ok(()),
    }
}

/// Whether the content of an element is one text: constant, or one hole.
pub(crate) fn is_text_only(element: &str) -> bool {
    TEXT_ONLY.contains(&element)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_that_a_parser_would_change_is_refused() {
        for (element, ancestors, part) in [
            ("div", &["p"][..], "ends the <p>"),
            ("ul", &["p", "span"], "ends the <p>"),
            ("a", &["a", "b"], "in another <a>"),
            ("h2", &["h1"], "ends the <h1>"),
            ("li", &["li", "div"], "<li> belongs into <ul>"),
            ("tr", &["table"], "<tr> belongs into <tbody>"),
            ("td", &["table", "tbody"], "<td> belongs into <tr>"),
            ("div", &["table", "tbody"], "<tbody> contains <tr> only"),
            ("span", &["select"], "<select> contains <option>"),
            ("path", &["div"], "belongs into <svg>"),
            ("path", &["svg", "foreignObject"], "belongs into <svg>"),
            ("p", &["svg", "g"], "belongs into <foreignObject>"),
        ] {
            let refused = check(element, ancestors).unwrap_err();
            assert!(refused.contains(part), "{refused}");
        }
        for (element, ancestors) in [
            ("span", &["p"][..]),
            ("p", &["div"]),
            ("tr", &[]),
            ("td", &["table", "tbody", "tr"]),
            ("li", &["ul", "li", "ul"]),
            ("option", &["datalist"]),
            ("path", &[]),
            ("path", &["svg", "g", "a"]),
            ("path", &["g"]),
            ("title", &["svg"]),
            ("div", &["svg", "foreignObject"]),
            ("svg", &["p"]),
        ] {
            assert_eq!(check(element, ancestors), Ok(()), "{element}");
        }
    }
}

//! Nesting that a parser of HTML changes: the positions of holes would then be those of another tree.

/// Elements that end an open `<p>`.
const END_A_PARAGRAPH: [&str; 35] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
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

/// Children that a table, a list or a menu of options puts in place itself, and their only parents.
const ONLY_IN: [(&str, &[&str]); 11] = [
    ("caption", &["table"]),
    ("col", &["colgroup"]),
    ("colgroup", &["table"]),
    ("dd", &["dl", "div"]),
    ("dt", &["dl", "div"]),
    ("optgroup", &["select"]),
    ("tbody", &["table"]),
    ("td", &["tr"]),
    ("th", &["tr"]),
    ("thead", &["table"]),
    ("tr", &["tbody", "thead", "tfoot"]),
];

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
    match ONLY_IN.iter().find(|(child, _)| *child == element) {
        Some((_, parents)) if !parents.contains(parent) => Err(format!(
            "<{element}> belongs into <{}>, not into <{parent}>",
            parents.join("> or <")
        )),
        _ => Ok(()),
    }
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
            ("tr", &["table"], "<tr> belongs into <tbody>"),
            ("td", &["table", "tbody"], "<td> belongs into <tr>"),
        ] {
            let refused = check(element, ancestors).unwrap_err();
            assert!(refused.contains(part), "{refused}");
        }
        for (element, ancestors) in [
            ("span", &["p"][..]),
            ("p", &["div"]),
            ("tr", &[]),
            ("td", &["table", "tbody", "tr"]),
        ] {
            assert_eq!(check(element, ancestors), Ok(()), "{element}");
        }
    }
}

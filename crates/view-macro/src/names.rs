//! Names of elements and attributes of HTML and SVG.

mod attributes;
mod elements;

use rstml::node::NodeName;

use attributes::{ARIA, GLOBAL, OF_ELEMENTS};
pub(crate) use elements::VOID;
use elements::{ELSEWHERE, HTML, SVG};

/// Whether the name is that of a component, which begins with a capital letter, or a path.
pub(crate) fn is_component(name: &NodeName) -> bool {
    match name {
        NodeName::Path(path) if path.path.segments.len() > 1 => true,
        _ => name.to_string().starts_with(char::is_uppercase),
    }
}

/// Whether HTML knows the element inside of `<svg>` only.
pub(crate) fn is_part_of_svg(name: &str) -> bool {
    name != "svg" && SVG.contains(&name) && !HTML.contains(&name)
}

/// Whether HTML knows the element outside of `<svg>` only.
pub(crate) fn is_html_only(name: &str) -> bool {
    HTML.contains(&name) && !SVG.contains(&name)
}

/// Checks the name of an element. A name with a dash is a custom element.
pub(crate) fn check_element(name: &str) -> Result<(), String> {
    if let Some((_, why)) = ELSEWHERE.iter().find(|(element, _)| *element == name) {
        return Err(format!("<{name}> cannot be in a view: {why}"));
    }
    if name.contains('-') || HTML.contains(&name) || SVG.contains(&name) {
        return Ok(());
    }
    let known = HTML.iter().chain(SVG).copied();
    Err(format!("there is no element <{name}>{}", suggestion(name, known)))
}

/// Checks the name of an attribute of this element.
pub(crate) fn check_attribute(element: &str, name: &str) -> Result<(), String> {
    if name.starts_with("data-") || element.contains('-') {
        return Ok(());
    }
    if let Some(event) = name.strip_prefix("on") {
        return Err(format!("a listener is written on:{event}=handler"));
    }
    if is_svg(element) {
        return Ok(());
    }
    if let Some(aria) = name.strip_prefix("aria-") {
        return match ARIA.contains(&aria) {
            true => Ok(()),
            false => Err(format!(
                "there is no attribute `{name}`{}",
                suggestion(aria, ARIA.iter().copied())
            )),
        };
    }
    let own = OF_ELEMENTS
        .iter()
        .find(|(of, _)| *of == element)
        .map_or(&[][..], |(_, own)| own);
    if element.is_empty() || GLOBAL.contains(&name) || own.contains(&name) {
        return Ok(());
    }
    let known = own.iter().chain(GLOBAL).copied();
    Err(format!(
        "<{element}> has no attribute `{name}`{}",
        suggestion(name, known)
    ))
}

/// Whether the element is `<svg>` or a part of it. Attributes of these elements are not checked.
fn is_svg(name: &str) -> bool {
    name == "svg" || is_part_of_svg(name)
}

/// The module of Leptos that has the type of an element.
pub(crate) fn element_module(name: &str) -> &'static str {
    if is_svg(name) { "svg" } else { "html" }
}

/// The type of an element in Leptos: `Input` for `input`.
pub(crate) fn element_type(name: &str) -> String {
    let mut letters = name.chars();
    letters
        .next()
        .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
        .unwrap_or_default()
}

/// The nearest known name, if it is near.
fn suggestion<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let near = known.map(|known| (distance(name, known), known)).min();
    match near {
        Some((1..=2, known)) => format!("; is `{known}` meant?"),
        _ => String::new(),
    }
}

/// The number of letters to insert, remove, replace or swap with their neighbour (optimal string alignment).
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    // Distances between the beginnings of both names, a line for each length of `one`.
    let mut lines: Vec<Vec<usize>> = vec![(0..=other.len()).collect()];
    for i in 1..=one.len() {
        let mut line = vec![i];
        for j in 1..=other.len() {
            let replaced = lines[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
            let mut least = replaced.min(lines[i - 1][j] + 1).min(line[j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                least = least.min(lines[i - 2][j - 2] + 1);
            }
            line.push(least);
        }
        lines.push(line);
    }
    lines[one.len()][other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_name_is_answered_with_the_near_one() {
        assert_eq!(
            check_element("dvi").unwrap_err(),
            "there is no element <dvi>; is `div` meant?"
        );
        assert_eq!(
            check_attribute("img", "scr").unwrap_err(),
            "<img> has no attribute `scr`; is `src` meant?"
        );
        assert_eq!(
            check_attribute("a", "aria-lable").unwrap_err(),
            "there is no attribute `aria-lable`; is `label` meant?"
        );
        assert_eq!(
            check_attribute("div", "href").unwrap_err(),
            "<div> has no attribute `href`"
        );
        assert_eq!(
            check_attribute("svg", "onload").unwrap_err(),
            "a listener is written on:load=handler"
        );
    }

    #[test]
    fn names_of_html_svg_custom_elements_and_data_are_known() {
        for element in ["div", "svg", "linearGradient", "feDropShadow", "my-element"] {
            assert_eq!(check_element(element), Ok(()), "{element}");
        }
        for (element, attribute) in [
            ("div", "data-testid"),
            ("path", "d"),
            ("my-element", "any"),
            ("input", "value"),
            ("p", "aria-live"),
            ("svg", "viewBox"),
            ("div", "popover"),
            ("button", "commandfor"),
            ("img", "fetchpriority"),
            ("textarea", "autocorrect"),
        ] {
            assert_eq!(check_attribute(element, attribute), Ok(()), "{element} {attribute}");
        }
    }
}

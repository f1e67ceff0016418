//! The elements and attributes of HTML and SVG.

use rstml::node::NodeName;

/// Elements without content.
pub(crate) const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
];

const HTML: &[&str] = &[
    "a",
    "abbr",
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "button",
    "canvas",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
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
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "main",
    "map",
    "mark",
    "menu",
    "meter",
    "nav",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "picture",
    "pre",
    "progress",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "search",
    "section",
    "select",
    "slot",
    "small",
    "source",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "track",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

const SVG: &[&str] = &[
    "animate",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "feBlend",
    "feGaussianBlur",
    "feOffset",
    "filter",
    "foreignObject",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "stop",
    "svg",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
    "view",
];

/// Elements that are no part of a view, and where they belong.
const ELSEWHERE: [(&str, &str); 7] = [
    (
        "script",
        "a script in a view never runs: put it into the host's index.html",
    ),
    ("style", "styles belong into the app's style sheet"),
    ("html", "the document is the host's: a view is a part of its body"),
    ("head", "the document is the host's: a view is a part of its body"),
    ("body", "the document is the host's: a view is a part of its body"),
    ("link", "links to resources belong into the host's index.html"),
    ("meta", "metadata belong into the host's index.html"),
];

/// Attributes of every element.
const GLOBAL: &[&str] = &[
    "accesskey",
    "autocapitalize",
    "autofocus",
    "class",
    "contenteditable",
    "dir",
    "draggable",
    "enterkeyhint",
    "exportparts",
    "hidden",
    "id",
    "inert",
    "inputmode",
    "is",
    "itemid",
    "itemprop",
    "itemref",
    "itemscope",
    "itemtype",
    "lang",
    "nonce",
    "part",
    "popover",
    "role",
    "slot",
    "spellcheck",
    "style",
    "tabindex",
    "title",
    "translate",
    "writingsuggestions",
];

/// Attributes of some elements.
const OF_ELEMENTS: &[(&str, &[&str])] = &[
    (
        "a",
        &[
            "download",
            "href",
            "hreflang",
            "ping",
            "referrerpolicy",
            "rel",
            "target",
            "type",
        ],
    ),
    (
        "area",
        &["alt", "coords", "download", "href", "ping", "rel", "shape", "target"],
    ),
    (
        "audio",
        &["autoplay", "controls", "crossorigin", "loop", "muted", "preload", "src"],
    ),
    ("blockquote", &["cite"]),
    (
        "button",
        &[
            "command",
            "commandfor",
            "disabled",
            "form",
            "formaction",
            "formenctype",
            "formmethod",
            "formnovalidate",
            "formtarget",
            "name",
            "popovertarget",
            "popovertargetaction",
            "type",
            "value",
        ],
    ),
    ("canvas", &["height", "width"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("del", &["cite", "datetime"]),
    ("details", &["name", "open"]),
    ("dialog", &["closedby", "open"]),
    ("embed", &["height", "src", "type", "width"]),
    ("fieldset", &["disabled", "form", "name"]),
    (
        "form",
        &[
            "accept-charset",
            "action",
            "autocomplete",
            "enctype",
            "method",
            "name",
            "novalidate",
            "rel",
            "target",
        ],
    ),
    (
        "iframe",
        &[
            "allow",
            "allowfullscreen",
            "height",
            "loading",
            "name",
            "referrerpolicy",
            "sandbox",
            "src",
            "srcdoc",
            "width",
        ],
    ),
    (
        "img",
        &[
            "alt",
            "crossorigin",
            "decoding",
            "fetchpriority",
            "height",
            "ismap",
            "loading",
            "referrerpolicy",
            "sizes",
            "src",
            "srcset",
            "usemap",
            "width",
        ],
    ),
    (
        "input",
        &[
            "accept",
            "alt",
            "autocomplete",
            "capture",
            "checked",
            "dirname",
            "disabled",
            "form",
            "formaction",
            "formenctype",
            "formmethod",
            "formnovalidate",
            "formtarget",
            "height",
            "list",
            "max",
            "maxlength",
            "min",
            "minlength",
            "multiple",
            "name",
            "pattern",
            "placeholder",
            "popovertarget",
            "popovertargetaction",
            "readonly",
            "required",
            "size",
            "src",
            "step",
            "type",
            "value",
            "width",
        ],
    ),
    ("ins", &["cite", "datetime"]),
    ("label", &["for"]),
    ("li", &["value"]),
    ("map", &["name"]),
    ("meter", &["high", "low", "max", "min", "optimum", "value"]),
    ("object", &["data", "form", "height", "name", "type", "width"]),
    ("ol", &["reversed", "start", "type"]),
    ("optgroup", &["disabled", "label"]),
    ("option", &["disabled", "label", "selected", "value"]),
    ("output", &["for", "form", "name"]),
    ("progress", &["max", "value"]),
    ("q", &["cite"]),
    (
        "select",
        &[
            "autocomplete",
            "disabled",
            "form",
            "multiple",
            "name",
            "required",
            "size",
        ],
    ),
    ("slot", &["name"]),
    (
        "source",
        &["height", "media", "sizes", "src", "srcset", "type", "width"],
    ),
    ("td", &["colspan", "headers", "rowspan"]),
    (
        "textarea",
        &[
            "autocomplete",
            "cols",
            "dirname",
            "disabled",
            "form",
            "maxlength",
            "minlength",
            "name",
            "placeholder",
            "readonly",
            "required",
            "rows",
            "wrap",
        ],
    ),
    ("th", &["abbr", "colspan", "headers", "rowspan", "scope"]),
    ("time", &["datetime"]),
    ("track", &["default", "kind", "label", "src", "srclang"]),
    (
        "video",
        &[
            "autoplay",
            "controls",
            "crossorigin",
            "height",
            "loop",
            "muted",
            "playsinline",
            "poster",
            "preload",
            "src",
            "width",
        ],
    ),
];

/// Attributes of WAI-ARIA 1.2 and 1.3, without `aria-`.
const ARIA: &[&str] = &[
    "activedescendant",
    "atomic",
    "autocomplete",
    "braillelabel",
    "brailleroledescription",
    "busy",
    "checked",
    "colcount",
    "colindex",
    "colindextext",
    "colspan",
    "controls",
    "current",
    "describedby",
    "description",
    "details",
    "disabled",
    "errormessage",
    "expanded",
    "flowto",
    "haspopup",
    "hidden",
    "invalid",
    "keyshortcuts",
    "label",
    "labelledby",
    "level",
    "live",
    "modal",
    "multiline",
    "multiselectable",
    "orientation",
    "owns",
    "placeholder",
    "posinset",
    "pressed",
    "readonly",
    "relevant",
    "required",
    "roledescription",
    "rowcount",
    "rowindex",
    "rowindextext",
    "rowspan",
    "selected",
    "setsize",
    "sort",
    "valuemax",
    "valuemin",
    "valuenow",
    "valuetext",
];

/// Whether the name is that of a component, which begins with a capital letter, or a path.
pub(crate) fn is_component(name: &NodeName) -> bool {
    match name {
        NodeName::Path(path) if path.path.segments.len() > 1 => true,
        _ => name.to_string().starts_with(char::is_uppercase),
    }
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
    if name.starts_with("data-") || element.contains('-') || SVG.contains(&element) {
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

/// The number of letters to insert, remove or replace (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (line, letter) in one.chars().enumerate() {
        let mut diagonal = line;
        row[0] = line + 1;
        for (column, other_letter) in other.chars().enumerate() {
            let replaced = diagonal + usize::from(letter != other_letter);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or_default()
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
    }

    #[test]
    fn names_of_html_svg_custom_elements_and_data_are_known() {
        for element in ["div", "svg", "linearGradient", "my-element"] {
            assert_eq!(check_element(element), Ok(()), "{element}");
        }
        for (element, attribute) in [
            ("div", "data-testid"),
            ("path", "d"),
            ("my-element", "any"),
            ("input", "value"),
            ("p", "aria-live"),
        ] {
            assert_eq!(check_attribute(element, attribute), Ok(()), "{element} {attribute}");
        }
    }
}

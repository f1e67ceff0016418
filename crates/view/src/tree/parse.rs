//! Reads the constant HTML of a template. `view!` has written it, so it is well formed.

use super::{Element, Kind, Node};

/// Elements without content.
pub(super) const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
];

const OPEN: &str = "<!--[-->";
const CLOSE: &str = "<!--]-->";

/// The root element of a template's HTML. A place for variable content is an empty region.
pub(crate) fn parse(html: &str) -> Node {
    let root = Node::region();
    let mut open = vec![root.clone()];
    let mut rest = html;
    while let Some(parent) = open.last().cloned().filter(|_| !rest.is_empty()) {
        if let Some(after) = rest.strip_prefix(OPEN) {
            parent.append(Node::region());
            rest = after.strip_prefix(CLOSE).unwrap_or(after);
        } else if let Some(after) = rest.strip_prefix("</") {
            open.pop();
            rest = after.split_once('>').map_or("", |(_, after)| after);
        } else if let Some(tag) = rest.strip_prefix('<') {
            let (element, after) = start_tag(tag);
            rest = after;
            let (is_void, is_preformatted) = (VOID.contains(&&*element.name), is_preformatted(&element.name));
            let node = Node::new(Kind::Element(element));
            parent.append(node.clone());
            if !is_void {
                open.push(node);
            }
            if is_preformatted {
                // A parser leaves out a line break at the beginning.
                rest = rest.strip_prefix('\n').unwrap_or(rest);
            }
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            parent.append(Node::new(Kind::Text(unescaped(&rest[..end]))));
            rest = &rest[end..];
        }
    }
    let first = root.children().into_iter().next();
    first.unwrap_or(root)
}

/// Elements whose content a parser reads without a line break at its beginning.
pub(super) fn is_preformatted(name: &str) -> bool {
    matches!(name, "pre" | "textarea")
}

/// The element of a tag whose `<` is read, and what follows the tag.
fn start_tag(tag: &str) -> (Element, &str) {
    let end = tag.find([' ', '>']).unwrap_or(tag.len());
    let (name, mut rest) = tag.split_at(end);
    let mut attributes = Vec::new();
    while let Some(attribute) = rest.strip_prefix(' ') {
        let end = attribute.find([' ', '>', '=']).unwrap_or(attribute.len());
        let (name, after) = attribute.split_at(end);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => ("", after),
        };
        if !name.is_empty() {
            attributes.push((name.to_owned(), unescaped(value)));
        }
        rest = after;
    }
    (Element::new(name, attributes), rest.strip_prefix('>').unwrap_or(rest))
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#13;", "\r")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::write;

    #[test]
    fn constant_html_is_read_as_it_was_written() {
        for html in [
            "<p></p>",
            "<a href=\"/a?b=1&amp;c=2\" hidden>x &lt; y</a>",
            "<ul><li>one</li><li><br><img alt src=\"/a.svg\"></li></ul>",
            "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"></path></svg>",
        ] {
            let mut written = String::new();
            write(&parse(html), &mut written);
            assert_eq!(written, html);
        }
    }

    #[test]
    fn a_place_for_content_is_a_region() {
        let children = parse("<p>a<!--[--><!--]--><b></b></p>").children();
        assert_eq!(children.len(), 3);
        assert!(matches!(children[1].kind(), Kind::Region));
    }
}

//! The HTML and the text of a node.

use super::parse::{VOID, is_preformatted};
use super::{Element, Kind, Node};
use crate::markup::{LIKE_ATTRIBUTES, push_text, push_value};

/// Elements that are no lines of their own.
const INLINE: [&str; 11] = [
    "a", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup", "time",
];

/// Appends the HTML of a node, with the present properties of fields as attributes.
pub(crate) fn write(node: &Node, html: &mut String) {
    match node.kind() {
        Kind::Text(text) => push_text(html, text),
        Kind::Html(text) => html.push_str(text),
        Kind::Region => write_children(node, html),
        Kind::Element(element) => {
            html.push('<');
            html.push_str(&element.name);
            for (name, value) in element.attributes() {
                push_attribute(html, &name, &value);
            }
            write_properties(element, html);
            html.push('>');
            if VOID.contains(&&*element.name) {
                return;
            }
            let mut content = String::new();
            match written_value(element) {
                Some(value) => push_text(&mut content, &value),
                None => write_children(node, &mut content),
            }
            if is_preformatted(&element.name) && content.starts_with('\n') {
                // A parser leaves out the first one.
                html.push('\n');
            }
            html.push_str(&content);
            html.push_str("</");
            html.push_str(&element.name);
            html.push('>');
        }
    }
}

fn write_children(node: &Node, html: &mut String) {
    for child in node.children() {
        write(&child, html);
    }
}

fn write_properties(element: &Element, html: &mut String) {
    let has_content = matches!(&*element.name, "textarea" | "select");
    for (name, value) in element.properties() {
        let is_attribute = LIKE_ATTRIBUTES.contains(&name) && !(has_content && name == "value");
        if let Some(value) = value.into_attribute().filter(|_| is_attribute) {
            push_attribute(html, name, &value);
        }
    }
}

fn push_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    if !value.is_empty() {
        html.push_str("=\"");
        push_value(html, value);
        html.push('"');
    }
}

/// The text of a `<textarea>` that has a value.
fn written_value(element: &Element) -> Option<String> {
    let is_written = element.name == "textarea" && element.property("value").is_some();
    is_written.then(|| element.value())
}

/// Appends the visible text. Elements that are `hidden` are left out, and an element that is a line of its own begins with a space.
pub(crate) fn write_text(node: &Node, text: &mut String) {
    match node.kind() {
        Kind::Text(written) => text.push_str(written),
        Kind::Html(html) => text.push_str(&without_tags(html)),
        Kind::Region => node.children().iter().for_each(|child| write_text(child, text)),
        Kind::Element(element) if element.is("hidden") => {}
        Kind::Element(element) => {
            let border = if INLINE.contains(&&*element.name) { "" } else { " " };
            text.push_str(border);
            node.children().iter().for_each(|child| write_text(child, text));
            text.push_str(border);
        }
    }
}

fn without_tags(html: &str) -> String {
    let mut parts = html.split('<');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + " " + part.split_once('>').map_or("", |(_, after)| after)
    })
}

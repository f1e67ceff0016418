//! The base path in a page. One build serves every base path.

use crate::{ATTRIBUTE, BasePath};

/// The attributes with an address in the pages of a build.
const ADDRESSES: [&str; 3] = ["href", "src", "action"];

/// The page for a site below `base`: addresses that begin with `/` get the base path, and the `html` element names it. The page may have been
/// written for another base path before. Scripts and styles inside the page stay unchanged.
///
/// ```
/// use tarn_base_path::{BasePath, page};
///
/// let html = page::write(r#"<html><img src="/a.svg">"#, &"/shop/".parse().unwrap());
/// assert_eq!(html, r#"<html data-base-path="/shop/"><img src="/shop/a.svg">"#);
/// assert_eq!(page::write(&html, &BasePath::default()), r#"<html><img src="/a.svg">"#);
/// ```
#[must_use]
pub fn write(html: &str, base: &BasePath) -> String {
    let before = base_of(html);
    if before == *base {
        return html.to_owned();
    }
    let (mut page, has_root) = moved(html, &before, base);
    if !has_root && !base.is_root() {
        // The tag is optional in HTML; the element exists without it.
        let place = if page.to_ascii_lowercase().starts_with("<!doctype") {
            length_of_tag(&page)
        } else {
            0
        };
        page.insert_str(place, &format!("<html {ATTRIBUTE}=\"{}\">", base.as_str()));
    }
    page
}

/// A part of a page for a site below `base`: addresses that begin with `/` get the base path.
///
/// ```
/// use tarn_base_path::page;
///
/// let html = page::write_part(r#"<img src="/a.svg">"#, &"/shop/".parse().unwrap());
/// assert_eq!(html, r#"<img src="/shop/a.svg">"#);
/// ```
#[must_use]
pub fn write_part(html: &str, base: &BasePath) -> String {
    match base.is_root() {
        true => html.to_owned(),
        false => moved(html, &BasePath::default(), base).0,
    }
}

/// The HTML with its addresses moved from one base path to the other, and whether it has the `html` element.
fn moved(html: &str, before: &BasePath, base: &BasePath) -> (String, bool) {
    let mut page = String::with_capacity(html.len() + 256);
    let mut has_root = false;
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        page.push_str(&rest[..start]);
        rest = &rest[start..];
        let (tag, after) = rest.split_at(length_of_tag(rest));
        rest = after;
        match name_of(tag).as_str() {
            "" => page.push_str(tag),
            name => {
                let is_root = name == "html";
                has_root |= is_root;
                page.push_str(&rewritten(tag, before, base, is_root));
                if matches!(name, "script" | "style") {
                    let (content, after) = rest.split_at(length_of_content(rest, name));
                    page.push_str(content);
                    rest = after;
                }
            }
        }
    }
    page.push_str(rest);
    (page, has_root)
}

/// The base path of the page.
fn base_of(html: &str) -> BasePath {
    let marker = format!("{ATTRIBUTE}=\"");
    let value = html
        .split_once(&marker)
        .and_then(|(_, after)| after.split_once('"'))
        .map(|(value, _)| value);
    value.and_then(|value| value.parse().ok()).unwrap_or_default()
}

/// The length of the tag with its `>`. A `>` inside quotes does not end it. A comment is one tag.
fn length_of_tag(text: &str) -> usize {
    if text.starts_with("<!--") {
        return text.find("-->").map_or(text.len(), |end| end + 3);
    }
    let mut quote = None;
    for (position, character) in text.char_indices() {
        match (quote, character) {
            (None, '>') => return position + 1,
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// The length of the content up to the closing tag of the element. Nothing inside is a tag.
fn length_of_content(text: &str, name: &str) -> usize {
    let end = format!("</{name}");
    text.to_ascii_lowercase().find(&end).unwrap_or(text.len())
}

/// The name of an opening tag; empty for other tags.
fn name_of(tag: &str) -> String {
    let name = tag.trim_start_matches('<').chars();
    name.take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase()
}

/// The tag with its addresses moved from one base path to the other.
fn rewritten(tag: &str, before: &BasePath, base: &BasePath, is_root: bool) -> String {
    let mut written = String::with_capacity(tag.len() + 32);
    let mut rest = tag;
    if is_root && !base.is_root() {
        let (name, after) = tag.split_at("<html".len());
        written.push_str(&format!("{name} {ATTRIBUTE}=\"{}\"", base.as_str()));
        rest = after;
    }
    while let Some((between, attribute, after)) = next_attribute(rest) {
        written.push_str(between);
        rest = after;
        if is_root && attribute.name.eq_ignore_ascii_case(ATTRIBUTE) {
            // The space before it is removed as well.
            written.truncate(written.trim_end().len());
            continue;
        }
        let is_address = ADDRESSES.iter().any(|name| attribute.name.eq_ignore_ascii_case(name));
        let moved = before
            .strip(attribute.value)
            .filter(|_| is_address && attribute.value.starts_with('/') && !attribute.value.starts_with("//"))
            .map(|address| base.resolve(address));
        written.push_str(attribute.before_value);
        written.push_str(moved.as_deref().unwrap_or(attribute.value));
        written.push_str(attribute.after_value);
    }
    written.push_str(rest);
    written
}

/// An attribute with a value.
struct Attribute<'a> {
    name: &'a str,
    /// Name, equals sign, and the quote if there is one.
    before_value: &'a str,
    value: &'a str,
    /// The closing quote.
    after_value: &'a str,
}

/// The text before the next attribute with a value, that attribute, and the text after it.
fn next_attribute(text: &str) -> Option<(&str, Attribute<'_>, &str)> {
    let equals = text.find('=')?;
    let name = text[..equals].trim_end();
    let start = name
        .rfind(|c: char| c.is_ascii_whitespace() || c == '/')
        .map_or(0, |at| at + 1);
    let value = equals + 1 + (text[equals + 1..].len() - text[equals + 1..].trim_start().len());
    let quote = text[value..].chars().next().filter(|c| matches!(c, '"' | '\''));
    let (value, end, after) = match quote {
        Some(quote) => {
            let end = value + 1 + text[value + 1..].find(quote)?;
            (value + 1, end, end + 1)
        }
        None => {
            let is_end = |c: char| c.is_ascii_whitespace() || c == '>';
            let end = value + text[value..].find(is_end)?;
            (value, end, end)
        }
    };
    let attribute = Attribute {
        name: &name[start..],
        before_value: &text[start..value],
        value: &text[value..end],
        after_value: &text[end..after],
    };
    Some((&text[..start], attribute, &text[after..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r##"<!doctype html>
<html lang="en">
<!-- <a href="/comment"> -->
<link rel="icon" href="data:image/svg+xml,%3Csvg href='/x'/%3E">
<link rel=modulepreload href=/assets/a/host.js integrity="sha384-/a/">
<link rel="stylesheet" href="/assets/a/design.css"/>
<script>const css = '<a href="/inside">', a = 1 < 2;</script>
<script type="module" src="/assets/a/x.js"></script>
<style>a{background:url("/images/a.svg")}</style>
<body data-note="/note"><p title="a > b"><a href="/cart">1 < 2</a><a href="#main">x</a><a href="//cdn.example/">x</a>
<form action='/search'><img alt="" src="/images/a.svg">"##;

    fn base(text: &str) -> BasePath {
        text.parse().unwrap()
    }

    fn written(text: &str) -> String {
        write(PAGE, &base(text))
    }

    #[test]
    fn addresses_in_tags_get_the_base_path() {
        let page = written("/shop/");
        for expected in [
            "<html data-base-path=\"/shop/\" lang=\"en\">",
            "href=/shop/assets/a/host.js integrity=\"sha384-/a/\"",
            "href=\"/shop/assets/a/design.css\"/>",
            "src=\"/shop/assets/a/x.js\"",
            "<a href=\"/shop/cart\">",
            "action='/shop/search'",
            "src=\"/shop/images/a.svg\"",
        ] {
            assert!(page.contains(expected), "{expected} not in {page}");
        }
    }

    #[test]
    fn the_rest_of_a_page_stays_unchanged() {
        let page = written("/shop/");
        for expected in [
            "<!-- <a href=\"/comment\"> -->",
            "href=\"data:image/svg+xml,%3Csvg href='/x'/%3E\"",
            "<script>const css = '<a href=\"/inside\">', a = 1 < 2;</script>",
            "<style>a{background:url(\"/images/a.svg\")}</style>",
            "<body data-note=\"/note\"><p title=\"a > b\">",
            ">1 < 2</a><a href=\"#main\">x</a><a href=\"//cdn.example/\">",
        ] {
            assert!(page.contains(expected), "{expected} not in {page}");
        }
    }

    #[test]
    fn a_page_is_moved_from_one_base_path_to_another_and_back() {
        assert_eq!(written("/"), PAGE);
        let moved = write(&written("/shop/"), &base("/eu/shop/"));
        assert_eq!(moved, written("/eu/shop/"));
        assert_eq!(write(&moved, &base("/eu/shop/")), moved);
        assert_eq!(write(&moved, &base("/")), PAGE);
    }

    #[test]
    fn a_page_without_an_html_tag_gets_one() {
        let page = write("<!doctype html><script>go()</script><a href=\"/x\">", &base("/shop/"));
        assert_eq!(
            page,
            "<!doctype html><html data-base-path=\"/shop/\"><script>go()</script><a href=\"/shop/x\">"
        );
        assert_eq!(write("<p>", &base("/shop/")), "<html data-base-path=\"/shop/\"><p>");
    }

    #[test]
    fn a_part_of_a_page_gets_no_html_tag() {
        let part = "<form method=\"get\" action=\"/products\"><input value='href=\"/x\"'></form>";
        let moved = "<form method=\"get\" action=\"/shop/products\"><input value='href=\"/x\"'></form>";
        assert_eq!(write_part(part, &base("/shop/")), moved);
        assert_eq!(write_part(part, &base("/")), part);
    }

    #[test]
    fn malformed_pages_do_not_panic() {
        for broken in [
            "<",
            "<a href=",
            "<a href=\"/x",
            "<script",
            "<script>never closed",
            "<!--",
            "a = b <",
            "<a href=/",
        ] {
            let _ = write(broken, &base("/shop/"));
        }
    }
}

//! Hashes of inline scripts and styles, for the content security policy of their page.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The scripts and styles in a page, as sources of its policy: `'sha256-...'`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct InlineCode {
    pub(super) scripts: Vec<String>,
    pub(super) styles: Vec<String>,
}

impl InlineCode {
    /// Finds the inline scripts and styles of a page.
    pub(super) fn of(html: &str) -> Self {
        Self {
            scripts: hashes(html, "script"),
            styles: hashes(html, "style"),
        }
    }

    /// Hashes the texts of elements `style`.
    #[cfg(feature = "render")]
    pub(super) fn of_styles<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        Self {
            scripts: Vec::new(),
            styles: texts.map(source).collect(),
        }
    }

    /// Adds the code of others.
    #[cfg(feature = "render")]
    pub(super) fn extend<'a>(&mut self, others: impl Iterator<Item = &'a Self>) {
        for Self { scripts, styles } in others {
            self.scripts.extend_from_slice(scripts);
            self.styles.extend_from_slice(styles);
        }
    }
}

fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// The sources for the contents of the page's `<tag>` elements. Elements with a `src` have none.
fn hashes(html: &str, tag: &str) -> Vec<String> {
    // Browsers normalise line ends before they hash.
    let html = without_comments(&html.replace("\r\n", "\n"));
    let lower = html.to_ascii_lowercase();
    let (open, close) = (format!("<{tag}"), format!("</{tag}"));
    let mut hashes = Vec::new();
    let mut at = 0;
    while let Some(start) = lower[at..].find(&open).map(|found| found + at) {
        at = start + open.len();
        // <style> must not match <styled-thing>.
        if !lower[at..].starts_with(|c: char| c == '>' || c.is_ascii_whitespace()) {
            continue;
        }
        let Some(inside) = end_of_tag(&lower[at..]).map(|end| at + end) else {
            break;
        };
        let Some(end) = lower[inside..].find(&close).map(|found| inside + found) else {
            break;
        };
        if !has_src(&lower[at..inside]) {
            hashes.push(source(&html[inside..end]));
        }
        at = end;
    }
    hashes
}

fn without_comments(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        // A "comment" within a script or style is part of it.
        let before = rest[..start].to_ascii_lowercase();
        let in_script = before.rfind("<script") > before.rfind("</script");
        let in_style = before.rfind("<style") > before.rfind("</style");
        let length = rest[start..].find("-->").map(|end| end + 3);
        let keep_to = if in_script || in_style { start + 4 } else { start };
        out.push_str(&rest[..keep_to]);
        rest = match length {
            _ if in_script || in_style => &rest[keep_to..],
            Some(length) => &rest[start + length..],
            None => "",
        };
    }
    out.push_str(rest);
    out
}

/// The start of the tag's content: after the first `>` outside of quotes.
fn end_of_tag(attributes: &str) -> Option<usize> {
    let mut quote = None;
    for (i, c) in attributes.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(i + 1),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

fn has_src(attributes: &str) -> bool {
    attributes
        .split(|c: char| c.is_ascii_whitespace())
        .any(|part| part == "src" || part.starts_with("src="))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_inside_the_page_are_hashed_byte_by_byte() {
        let html = "<head><script type=\"module\">\n a < b; \n</script><SCRIPT>x</SCRIPT>";
        assert_eq!(hashes(html, "script"), [source("\n a < b; \n"), source("x")]);
    }

    #[test]
    fn a_known_hash_is_found() {
        // From the CSP specification's example, section 6.7.
        assert_eq!(
            hashes("<script>alert('Hello, world.');</script>", "script"),
            ["'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"]
        );
    }

    #[test]
    fn scripts_with_an_address_are_left_out() {
        let html = "<script type='module' src='/a.js'></script><script>x</script>";
        assert_eq!(hashes(html, "script"), [source("x")]);
    }

    #[test]
    fn line_ends_are_hashed_as_browsers_do() {
        assert_eq!(hashes("<script>a\r\nb</script>", "script"), [source("a\nb")]);
    }

    #[test]
    fn an_angle_bracket_in_an_attribute_does_not_end_the_tag() {
        assert_eq!(hashes("<script data-x='a>b'>x</script>", "script"), [source("x")]);
    }

    #[test]
    fn comments_are_skipped_except_inside_code() {
        let html = "<!-- <script>no --><script>a <!-- b</script><!-- </script> -->";
        assert_eq!(hashes(html, "script"), [source("a <!-- b")]);
    }

    #[test]
    fn styles_are_found_and_broken_pages_are_tolerated() {
        assert_eq!(hashes("<style>p{}</style><style-x>", "style"), [source("p{}")]);
        assert!(hashes("<script", "script").is_empty());
        assert!(hashes("<script>never closed", "script").is_empty());
    }
}

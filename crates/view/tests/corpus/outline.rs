//! Content of a page as text: equal for content that users and scripts cannot tell apart.

use std::collections::BTreeMap;

/// Collects elements and texts in the order of the document, a line for each.
///
/// Comments are left out, adjacent texts are one, empty texts are none, attributes are sorted, and so are the names in `class` and the
/// declarations in `style`.
#[derive(Default)]
pub struct Outline {
    lines: String,
    depth: usize,
    text: String,
}

impl Outline {
    /// An element begins. The name has the prefix `svg:` in an image.
    pub fn open(&mut self, name: &str, attributes: impl IntoIterator<Item = (String, String)>) {
        self.end_text();
        let mut line = format!("<{name}");
        let sorted: BTreeMap<_, _> = attributes.into_iter().collect();
        for (name, value) in sorted {
            let (value, is_list) = match &*name {
                "class" => (sorted_list(&value, char::is_whitespace, " "), true),
                "style" => (sorted_list(&value, |letter| letter == ';', "; "), true),
                _ => (value, false),
            };
            // A list attribute without items says the same as none.
            if !(is_list && value.is_empty()) {
                line += &format!(" {name}={value:?}");
            }
        }
        self.line(&format!("{line}>"));
        self.depth += 1;
    }

    /// The element that has begun last ends.
    pub fn close(&mut self) {
        self.end_text();
        self.depth -= 1;
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.text += text;
    }

    /// All lines.
    pub fn finish(mut self) -> String {
        self.end_text();
        self.lines
    }

    fn end_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.is_empty() {
            self.line(&format!("{text:?}"));
        }
    }

    fn line(&mut self, line: &str) {
        self.lines += &format!("{:indent$}{line}\n", "", indent = 2 * self.depth);
    }
}

/// The items of a list, sorted. Spaces around the colon of a declaration do not matter.
fn sorted_list(list: &str, is_separator: fn(char) -> bool, joined_by: &str) -> String {
    let item = |item: &str| match item.split_once(':') {
        Some((name, value)) if joined_by == "; " => format!("{}: {}", name.trim(), value.trim()),
        _ => item.trim().to_owned(),
    };
    let mut items: Vec<_> = list
        .split(is_separator)
        .map(item)
        .filter(|item| !item.is_empty())
        .collect();
    items.sort();
    items.join(joined_by)
}

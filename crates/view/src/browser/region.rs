//! A place of a page whose content changes.

use js_sys::Array;
use leptos::web_sys::{Element, Node, Text};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;

use super::mismatch;
use crate::datum::Datum;

/// All content of an element, or everything between two comments.
#[derive(Debug, Clone)]
pub(crate) struct Region {
    /// The element, or the first comment.
    at: Node,
    /// The second comment.
    end: Option<Node>,
}

#[wasm_bindgen(module = "/src/browser/dom.js")]
extern "C" {
    /// The comments of the region that begins at this node; undefined if none does.
    #[wasm_bindgen(js_name = regionAt)]
    fn region_at(node: &Node) -> Option<Array>;
    fn insert(at: &Node, end: Option<&Node>, node: &Node);
    fn clear(at: &Node, end: Option<&Node>);
    #[wasm_bindgen(js_name = part)]
    fn add_part(at: &Node, end: Option<&Node>) -> Node;
    #[wasm_bindgen(js_name = writeText)]
    fn write_text(at: &Node, end: Option<&Node>, node: &Text, text: &str);
    #[wasm_bindgen(js_name = writeNumber)]
    fn write_number(at: &Node, end: Option<&Node>, node: &Text, number: f64);
    #[wasm_bindgen(js_name = createText)]
    fn create_text(text: &str) -> Text;
    #[wasm_bindgen(js_name = createNumber)]
    fn create_number(number: f64) -> Text;
    #[wasm_bindgen(js_name = fragment)]
    fn new_fragment() -> Node;
    /// Whether the nodes from `first` to `last` are in `parent`, anywhere before `next`.
    #[wasm_bindgen(js_name = isBefore)]
    pub(crate) fn is_before(first: &Node, last: &Node, parent: &Node, next: Option<&Node>) -> bool;
    /// Moves the nodes from `first` to `last` into `parent`, before `next`.
    #[wasm_bindgen(js_name = move)]
    pub(crate) fn move_before(first: &Node, last: &Node, parent: &Node, next: Option<&Node>);
    /// Removes the nodes from `first` to `last`. A focus inside them moves to the surrounding element.
    pub(crate) fn remove(first: &Node, last: &Node);
}

impl Region {
    /// All content of an element.
    pub(crate) fn inside(element: Node) -> Self {
        Self { at: element, end: None }
    }

    /// Everything between these comments.
    pub(crate) fn between(start: Node, end: Node) -> Self {
        Self {
            at: start,
            end: Some(end),
        }
    }

    /// The region that begins at this comment, if one does.
    pub(crate) fn at(start: &Node) -> Option<Self> {
        let comments = region_at(start)?;
        Some(Self::between(
            comments.get(0).unchecked_into(),
            comments.get(1).unchecked_into(),
        ))
    }

    /// A region outside the page, as content of a new document fragment.
    pub(crate) fn outside() -> Self {
        Self::inside(new_fragment()).part()
    }

    /// The first and the last node of a region with comments; of another one, the element.
    pub(crate) fn into_comments(self) -> (Node, Node) {
        let Self { at, end } = self;
        (at.clone(), end.unwrap_or(at))
    }

    /// The element that has the content, and the node after the content.
    pub(crate) fn parent_and_next(&self) -> (Option<Element>, Option<&Node>) {
        match &self.end {
            Some(end) => (end.parent_node().map(JsCast::unchecked_into), Some(end)),
            None => (Some(self.at.clone().unchecked_into()), None),
        }
    }

    /// The first node of the content.
    pub(crate) fn first(&self) -> Option<Node> {
        let Some(end) = &self.end else {
            return self.at.first_child();
        };
        self.at.next_sibling().filter(|node| node != end)
    }

    /// The node after the region, if it has comments.
    pub(crate) fn next(&self) -> Option<Node> {
        self.end.as_ref()?.next_sibling()
    }

    /// A new region at the end of this one.
    pub(crate) fn part(&self) -> Self {
        let start = add_part(&self.at, self.end.as_ref());
        let end = start.next_sibling();
        Self { at: start, end }
    }

    /// Appends a node.
    pub(crate) fn insert(&self, node: &Node) {
        insert(&self.at, self.end.as_ref(), node);
    }

    /// Removes all content. A focus inside it moves to the surrounding element.
    pub(crate) fn clear(&self) {
        clear(&self.at, self.end.as_ref());
    }

    /// A new node of a text.
    pub(crate) fn new_text(datum: Datum) -> Text {
        match datum {
            Datum::Number(number) => create_number(number),
            other => create_text(&other.into_text()),
        }
    }

    /// Inserts a node before another one of the region.
    pub(crate) fn insert_before(&self, node: &Node, next: &Node) {
        insert(&self.at, Some(next), node);
    }

    /// A new region before a node of this one.
    pub(crate) fn part_before(&self, next: &Node) -> Self {
        let start = add_part(&self.at, Some(next));
        let end = start.next_sibling();
        Self { at: start, end }
    }

    /// The node after this one, if it is in the region.
    pub(crate) fn after(&self, node: &Node) -> Option<Node> {
        node.next_sibling().filter(|node| self.holds(node))
    }

    /// Whether a node that follows another node of the region is in it, too.
    pub(crate) fn holds(&self, node: &Node) -> bool {
        self.end.as_ref() != Some(node)
    }

    /// Reports that the content which a server has sent differs from the expected one.
    pub(crate) fn report_mismatch(&self, expected: &str) {
        mismatch::report(&self.at, expected);
    }

    /// Changes the text that is the only content. A translator or an extension may have replaced the node or added others: the node is
    /// then the only content again.
    pub(crate) fn write(&self, node: &Text, datum: Datum) {
        match datum {
            Datum::Number(number) => write_number(&self.at, self.end.as_ref(), node, number),
            other => write_text(&self.at, self.end.as_ref(), node, &other.into_text()),
        }
    }
}

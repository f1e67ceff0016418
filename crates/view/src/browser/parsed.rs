//! The parsed elements of templates.

use std::cell::RefCell;
use std::sync::atomic::Ordering;

use js_sys::Array;
use leptos::web_sys::{Element, Node};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;

use crate::template::Template;

#[wasm_bindgen(module = "/src/browser/dom.js")]
extern "C" {
    fn parse(html: &str, is_svg: bool) -> Element;
    /// The nodes of the holes of an element; undefined if the element has another structure.
    pub(crate) fn walk(root: &Element, steps: &str) -> Option<Array>;
    #[wasm_bindgen(js_name = isAlike)]
    fn is_alike(node: &Node, like: &Node) -> bool;
}

thread_local! {
    /// The parsed elements of templates.
    static PARSED: RefCell<Vec<Element>> = const { RefCell::new(Vec::new()) };
}

/// Calls `using` with a template's parsed element.
fn with_parsed<T>(template: &'static Template, using: impl FnOnce(&Element) -> T) -> T {
    PARSED.with_borrow_mut(|parsed| {
        let number = match template.parsed.load(Ordering::Relaxed) as usize {
            0 => {
                parsed.push(parse(template.html, template.is_svg));
                template.parsed.store(parsed.len() as u32, Ordering::Relaxed);
                parsed.len()
            }
            number => number,
        };
        using(&parsed[number - 1])
    })
}

/// A new copy of a template's element.
fn copy_of(template: &'static Template) -> Element {
    // Every element can be copied, and the copy is an element.
    with_parsed(template, |parsed| {
        parsed
            .clone_node_with_deep(true)
            .unwrap_or_else(Into::into)
            .unchecked_into::<Element>()
    })
}

/// A new element of a template, and the nodes of its holes.
pub(crate) fn new_element(template: &'static Template) -> (Element, Array) {
    let root = copy_of(template);
    let nodes = walk(&root, template.walk);
    debug_assert!(nodes.is_some(), "a browser changes the nesting of {}", template.html);
    (root, nodes.unwrap_or_default())
}

/// Whether a node that a server has sent has the constant part of a template.
pub(crate) fn is_like(node: &Node, template: &'static Template) -> bool {
    with_parsed(template, |parsed| is_alike(node, parsed))
}

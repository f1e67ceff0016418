//! Where the next node of a region comes from: it is created, or claimed from what a server has sent.

use js_sys::Array;
use leptos::web_sys::{Element, Node, Text};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;

use super::parsed::{is_like, new_element, walk};
use super::region::Region;
use crate::datum::Datum;
use crate::template::Template;

#[wasm_bindgen(module = "/src/browser/dom.js")]
extern "C" {
    /// Removes this node, or the region that begins at it, and returns the next one.
    fn skip(node: &Node) -> Option<Node>;
}

/// The source of the nodes of a region.
pub(crate) enum Cursor {
    /// New nodes are appended.
    Create,
    /// The next node that the server has sent, if there is one before the end of the region.
    Claim(Option<Node>),
}

impl Cursor {
    /// Claims all nodes of the region.
    pub(crate) fn claiming(region: &Region) -> Self {
        Self::Claim(region.first())
    }

    /// Whether nodes are claimed.
    pub(crate) fn is_claiming(&self) -> bool {
        matches!(self, Self::Claim(_))
    }

    /// The element of a template and the nodes of its holes.
    pub(crate) fn element(&mut self, region: &Region, template: &'static Template) -> (Element, Array, bool) {
        if let Self::Claim(next) = self {
            if let Some(node) = next.take() {
                if is_like(&node, template)
                    && let Some(nodes) = walk(node.unchecked_ref(), template.walk)
                {
                    *next = region.after(&node);
                    return (node.unchecked_into(), nodes, true);
                }
                *next = skip(&node).filter(|node| region.holds(node));
            }
            region.report_mismatch(template.html);
        }
        let (root, nodes) = new_element(template);
        self.insert(region, &root);
        (root, nodes, false)
    }

    /// The node of a text. Another text of the server is a mismatch only if the text is constant.
    pub(crate) fn text(&mut self, region: &Region, datum: Datum, is_constant: bool) -> Text {
        if let Self::Claim(next) = self {
            let text = datum.clone().into_text();
            if let Some(node) = next.as_ref().and_then(JsCast::dyn_ref::<Text>).cloned() {
                *next = region.after(&node);
                if node.data() != *text {
                    if is_constant {
                        region.report_mismatch(&text);
                    }
                    node.set_data(&text);
                }
                return node;
            }
            // The server writes no node for an empty text.
            if !text.is_empty() && (is_constant || next.is_some()) {
                region.report_mismatch(&text);
            }
        }
        let node = Region::new_text(datum);
        self.insert(region, &node);
        node
    }

    /// A region for one of several views.
    pub(crate) fn part(&mut self, region: &Region) -> (Region, Self) {
        if let Self::Claim(next) = self {
            if let Some(part) = next.as_ref().and_then(Region::at) {
                *next = part.next().filter(|node| region.holds(node));
                let inside = Self::claiming(&part);
                return (part, inside);
            }
            region.report_mismatch("<!--[-->");
        }
        let part = match self {
            Self::Claim(Some(next)) => region.part_before(next),
            _ => region.part(),
        };
        (part, Self::Create)
    }

    /// Ends the region: nodes that have not been claimed are removed.
    pub(crate) fn finish(self, region: &Region) {
        let Self::Claim(mut next) = self else { return };
        while let Some(node) = next {
            region.report_mismatch("");
            next = skip(&node).filter(|node| region.holds(node));
        }
    }

    fn insert(&self, region: &Region, node: &Node) {
        match self {
            Self::Claim(Some(next)) => region.insert_before(node, next),
            _ => region.insert(node),
        }
    }
}

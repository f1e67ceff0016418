//! Creates the nodes of a view.

use std::cell::RefCell;
use std::sync::atomic::Ordering;

use js_sys::Array;
use leptos::prelude::{on_cleanup, untrack};
use leptos::web_sys::{Element, Node, Text};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::*;

use super::hole::fill_hole;
use super::list;
use super::region::Region;
use crate::datum::Datum;
use crate::follower;
use crate::hole::Hole;
use crate::template::Template;
use crate::view::{Content, View};

#[wasm_bindgen(module = "/src/browser/dom.js")]
extern "C" {
    fn parse(html: &str) -> Element;
    fn walk(root: &Element, steps: &str) -> Array;
}

thread_local! {
    /// The parsed elements of templates.
    static PARSED: RefCell<Vec<Element>> = const { RefCell::new(Vec::new()) };
}

/// A new element of a template, with its holes filled until the current owner ends.
pub(crate) fn create_element(template: &'static Template, holes: Vec<Hole>) -> Element {
    let root = copy_of(template);
    if !holes.is_empty() {
        let mut nodes = walk(&root, template.walk).into_iter().map(JsCast::unchecked_into::<Node>);
        // The walk notes a node for each hole: `view!` has made both.
        for hole in holes {
            fill_hole(hole, &mut nodes);
        }
    }
    root
}

fn copy_of(template: &'static Template) -> Element {
    PARSED.with_borrow_mut(|parsed| {
        let number = match template.parsed.load(Ordering::Relaxed) as usize {
            0 => {
                parsed.push(parse(template.html));
                template.parsed.store(parsed.len() as u32, Ordering::Relaxed);
                parsed.len()
            }
            number => number,
        };
        // Every element can be copied, and the copy is an element.
        parsed[number - 1].clone_node_with_deep(true).unwrap_or_else(Into::into).unchecked_into()
    })
}

/// Appends the nodes of a view to a region, until the current owner ends.
pub(crate) fn fill(region: &Region, view: View) {
    match view.into_content() {
        Content::Empty => {}
        Content::Datum(datum) => drop(region.insert_text(datum)),
        Content::Element(template, holes) => region.insert(&create_element(template, holes)),
        Content::Fragment(views) => views.into_iter().for_each(|view| fill_part(region, view)),
        Content::Dynamic(make) => follow_content(region.clone(), make),
        Content::Each(rows) => list::follow_rows(region.clone(), rows),
        Content::Foreign(view) => {
            let (parent, next) = region.parent_and_next();
            if let Some(parent) = parent {
                let unmount = SendWrapper::new(view.mount(&parent, next));
                on_cleanup(move || unmount.take()());
            }
        }
    }
}

/// Appends a view beside others: content that changes needs a region of its own.
fn fill_part(region: &Region, view: View) {
    match view.into_content() {
        content @ (Content::Empty | Content::Datum(_) | Content::Element(..)) => fill(region, View::new(content)),
        content => fill(&region.part(), View::new(content)),
    }
}

/// Shows what a closure returns. A text is changed in its node, everything else is replaced.
fn follow_content(region: Region, make: Box<dyn Fn() -> View>) {
    let shown = RefCell::new(Shown::Nothing);
    follower::run(Box::new(move || {
        let content = make().into_content();
        let mut shown = shown.borrow_mut();
        match (content, &mut *shown) {
            (Content::Datum(datum), Shown::Text(node, before)) => {
                // A screen reader repeats a live region when the same text is set again.
                if *before != datum {
                    *before = datum.clone();
                    region.write(node, datum);
                }
            }
            (Content::Datum(datum), before) => {
                before.clear(&region);
                *before = Shown::Text(region.insert_text(datum.clone()), datum);
            }
            (content, before) => {
                before.clear(&region);
                *before = match content {
                    Content::Empty => Shown::Nothing,
                    content => {
                        untrack(|| fill(&region, View::new(content)));
                        Shown::Nodes
                    }
                };
            }
        }
    }));
}

/// What a region shows.
enum Shown {
    Nothing,
    Text(Text, Datum),
    Nodes,
}

impl Shown {
    fn clear(&self, region: &Region) {
        if !matches!(self, Self::Nothing) {
            region.clear();
        }
    }
}

//! Fills regions with the nodes of views.

use std::cell::{Cell, RefCell};

use js_sys::Array;
use leptos::prelude::{on_cleanup, untrack};
use leptos::web_sys::{Element, Node, Text};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;

use super::cursor::Cursor;
use super::hole::fill_element;
use super::list;
use super::parsed::new_element;
use super::region::Region;
use crate::callable::Run;
use crate::datum::Datum;
use crate::follower;
use crate::template::Template;
use crate::view::{Content, Hole, View};

/// Fills a region with new nodes of a view, until the current owner ends.
pub(crate) fn fill(region: &Region, view: View) {
    place(region, &mut Cursor::Create, view);
}

/// Binds a view to the nodes of a region that a server has sent, until the current owner ends. What differs is created anew.
pub(crate) fn claim(region: &Region, view: View) {
    fill_from(region, Cursor::claiming(region), view);
}

/// Fills a region completely.
pub(crate) fn fill_from(region: &Region, mut cursor: Cursor, view: View) {
    place(region, &mut cursor, view);
    cursor.finish(region);
}

/// Places the only view of a region.
fn place(region: &Region, cursor: &mut Cursor, view: View) {
    view.with_content(|content| match content {
        Content::Empty => {}
        Content::Datum(datum) => drop(cursor.text(region, datum, true)),
        Content::Element(template, holes) => drop(place_element(region, cursor, template, holes)),
        Content::Fragment(views) => views
            .into_iter()
            .for_each(|view| place_among_others(region, cursor, view)),
        Content::Dynamic(make) => follow_content(region.clone(), cursor, make),
        Content::Each(rows) => list::follow_rows(region.clone(), cursor, rows, new_nodes, place_nodes),
        Content::Foreign(view) => {
            if let Cursor::Claim(next) = cursor
                && next.take().is_some()
            {
                // Leptos' own views are created anew.
                region.clear();
            }
            let (parent, next) = region.parent_and_next();
            if let Some(parent) = parent {
                let unmount = SendWrapper::new(view.mount(&parent, next));
                on_cleanup(move || unmount.take()());
            }
        }
    })
}

/// The first and the last node of a view that is in no region yet.
pub(crate) fn new_nodes(view: View) -> (Node, Node) {
    view.with_content(|content| match content {
        Content::Element(template, holes) => {
            let (root, nodes) = new_element(template);
            fill_holes(holes, nodes, false);
            (root.clone().into(), root.into())
        }
        content => {
            let region = Region::outside();
            fill(&region, View::new(content));
            region.into_comments()
        }
    })
}

/// The first and the last node of a view beside others.
pub(crate) fn place_nodes(region: &Region, cursor: &mut Cursor, view: View) -> (Node, Node) {
    view.with_content(|content| match content {
        Content::Element(template, holes) => {
            let root = place_element(region, cursor, template, holes);
            (root.clone().into(), root.into())
        }
        content => {
            let (part, inside) = cursor.part(region);
            fill_from(&part, inside, View::new(content));
            part.into_comments()
        }
    })
}

/// Fills the holes of an element at the nodes that the walk has noted: `view!` has made both.
fn fill_holes(holes: Vec<Hole>, nodes: Array, is_claimed: bool) {
    let mut nodes = nodes.into_iter().map(JsCast::unchecked_into);
    for hole in holes {
        fill_hole(hole, &mut nodes, is_claimed);
    }
}

/// Fills a hole at the next of the nodes that the walk has noted. The content of a claimed element is claimed, too.
fn fill_hole(hole: Hole, nodes: &mut impl Iterator<Item = Node>, is_claimed: bool) {
    let content = |region: &Region, view| {
        let cursor = if is_claimed {
            Cursor::claiming(region)
        } else {
            Cursor::Create
        };
        fill_from(region, cursor, view);
    };
    let Some(node) = nodes.next() else { return };
    match hole {
        Hole::Content(view) => content(&Region::inside(node), view),
        Hole::Between(view) => {
            if let Some(end) = nodes.next() {
                content(&Region::between(node, end), view);
            }
        }
        other => fill_element(other, node.unchecked_into(), is_claimed),
    }
}

/// Places an element with its holes.
fn place_element(region: &Region, cursor: &mut Cursor, template: &'static Template, holes: Vec<Hole>) -> Element {
    let (root, nodes, is_claimed) = cursor.element(region, template);
    fill_holes(holes, nodes, is_claimed);
    root
}

/// Places a view beside others: content that changes needs a region of its own.
fn place_among_others(region: &Region, cursor: &mut Cursor, view: View) {
    view.with_content(|content| match content {
        Content::Element(template, holes) => drop(place_element(region, cursor, template, holes)),
        content @ (Content::Empty | Content::Datum(_)) if !cursor.is_claiming() => {
            place(region, cursor, View::new(content))
        }
        content => {
            let (part, inside) = cursor.part(region);
            fill_from(&part, inside, View::new(content));
        }
    });
}

/// Shows what a closure returns. A text is changed in its node, everything else is replaced.
fn follow_content(region: Region, cursor: &mut Cursor, make: Box<dyn Run<View>>) {
    let shown = RefCell::new(Shown::Nothing);
    let first = Cell::new(Some(std::mem::replace(cursor, Cursor::Create)));
    follower::run(Box::new(move || {
        make.run().with_content(|content| {
            let mut cursor = first.take().unwrap_or(Cursor::Create);
            let mut shown = shown.borrow_mut();
            match (content, &mut *shown) {
                (Content::Datum(datum), Shown::Text(node, before)) => {
                    // A screen reader repeats a live region when the same text is set again.
                    if *before != datum {
                        *before = datum.clone();
                        region.write(node, datum);
                    }
                }
                (content, before) => {
                    before.clear(&region);
                    *before = match content {
                        Content::Empty => Shown::Nothing,
                        Content::Datum(datum) => {
                            // The server knows nothing of a user, whose texts may differ.
                            Shown::Text(cursor.text(&region, datum.clone(), false), datum)
                        }
                        content => {
                            untrack(|| place(&region, &mut cursor, View::new(content)));
                            Shown::Nodes
                        }
                    };
                    cursor.finish(&region);
                }
            }
        });
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

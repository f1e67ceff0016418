//! Rows of a list that move with their keys.

use std::cell::{Cell, RefCell};

use leptos::prelude::{Owner, untrack};
use leptos::web_sys::Node;

use super::create::{fill, fill_from, place_element};
use super::cursor::Cursor;
use super::region::{Region, move_before, remove};
use crate::each::Rows;
use crate::follower;
use crate::view::{Content, View};

/// A row on the page.
struct Shown {
    id: u32,
    first: Node,
    last: Node,
    owner: Owner,
}

impl Shown {
    /// A row from the next nodes of the region.
    fn new(id: u32, parent: &Owner, region: &Region, cursor: &mut Cursor, make: impl FnOnce() -> View) -> Self {
        let owner = parent.child();
        // Signals that `make` reads must not rebuild the row: its own holes follow them.
        let (first, last) = owner.with(|| untrack(|| nodes_of(region, cursor, make())));
        Self { id, first, last, owner }
    }

    fn remove(self) {
        remove(&self.first, &self.last);
        self.owner.cleanup();
    }
}

/// The first and the last node of a view.
fn nodes_of(region: &Region, cursor: &mut Cursor, view: View) -> (Node, Node) {
    match view.into_content() {
        Content::Element(template, holes) => {
            let root: Node = place_element(region, cursor, template, holes).into();
            (root.clone(), root)
        }
        content => {
            let (part, inside) = cursor.part(region);
            fill_from(&part, inside, View::new(content));
            part.into_comments()
        }
    }
}

/// Shows the rows that are due, until the current owner ends.
pub(crate) fn follow_rows(region: Region, cursor: &mut Cursor, rows: Rows) {
    // A child of the current owner: the current owner would never end if one of its own cleanups held it.
    let parent = Owner::current().map(|owner| owner.child()).unwrap_or_default();
    let shown = RefCell::new(Vec::<Shown>::new());
    let first = Cell::new(Some(std::mem::replace(cursor, Cursor::Create)));
    follower::run(Box::new(move || {
        let rows = rows();
        if let Some(mut cursor) = first.take() {
            let all = rows.into_iter().map(|row| Shown::new(row.id, &parent, &region, &mut cursor, row.make));
            shown.replace(all.collect());
            return cursor.finish(&region);
        }
        let before = shown.take();
        let (mut present, gone): (Vec<_>, Vec<_>) = before.into_iter().partition(|shown| rows.iter().any(|row| row.id == shown.id));
        gone.into_iter().for_each(Shown::remove);
        if present.is_empty() {
            // An owner keeps a record of all its children until it is cleaned up.
            parent.cleanup();
        }
        // New rows are made here and moved to their place.
        let outside = Region::outside();
        let (Some(element), end) = region.parent_and_next() else { return };
        // A row that is already in its place is not moved, which keeps its focus and scroll position.
        let mut place = region.first();
        let mut after = Vec::with_capacity(rows.len());
        for row in rows {
            let row = match present.iter().position(|shown| shown.id == row.id) {
                Some(index) => present.remove(index),
                None => Shown::new(row.id, &parent, &outside, &mut Cursor::Create, row.make),
            };
            // Nodes that other scripts have inserted between the rows stay, and no row moves because of them.
            while let Some(other) = &place
                && *other != row.first
                && Some(other) != end
                && present.iter().all(|shown| shown.first != *other)
            {
                place = other.next_sibling();
            }
            if place.as_ref() == Some(&row.first) {
                place = row.last.next_sibling();
            } else {
                move_before(&row.first, &row.last, &element, place.as_ref().or(end));
            }
            after.push(row);
        }
        shown.replace(after);
    }));
}

//! Rows of a list that move with their keys.

use std::cell::{Cell, RefCell};

use leptos::prelude::{Owner, untrack};
use leptos::web_sys::Node;

use super::cursor::Cursor;
use super::region::{Region, move_before, remove};
use crate::follower;
use crate::view::{Row, Rows, View};

/// A row on the page.
struct Shown {
    id: u32,
    first: Node,
    last: Node,
    owner: Owner,
}

impl Shown {
    fn new(row: Row, parent: &Owner, nodes_of: impl FnOnce(View) -> (Node, Node)) -> Self {
        let owner = parent.child();
        // Signals that `make` reads must not rebuild the row: its own holes follow them.
        let (first, last) = owner.with(|| untrack(|| nodes_of((row.make)())));
        Self {
            id: row.id,
            first,
            last,
            owner,
        }
    }

    fn remove(self) {
        remove(&self.first, &self.last);
        self.owner.cleanup();
    }
}

/// Shows the rows that are due, until the current owner ends. The first rows come from the cursor by `place_nodes`, later ones from
/// `new_nodes`.
pub(crate) fn follow_rows(
    region: Region,
    cursor: &mut Cursor,
    rows: Rows,
    new_nodes: fn(View) -> (Node, Node),
    place_nodes: fn(&Region, &mut Cursor, View) -> (Node, Node),
) {
    // A child of the current owner: the current owner would never end if one of its own cleanups held it.
    let parent = Owner::current().map(|owner| owner.child()).unwrap_or_default();
    let shown = RefCell::new(Vec::<Shown>::new());
    let first = Cell::new(Some(std::mem::replace(cursor, Cursor::Create)));
    follower::run(Box::new(move || {
        let rows = rows.run();
        if let Some(mut cursor) = first.take() {
            let all = rows
                .into_iter()
                .map(|row| Shown::new(row, &parent, |view| place_nodes(&region, &mut cursor, view)));
            shown.replace(all.collect());
            return cursor.finish(&region);
        }
        let (Some(element), end) = region.parent_and_next() else {
            return;
        };
        let before = shown.take();
        let (mut present, gone): (Vec<_>, Vec<_>) = before
            .into_iter()
            .partition(|shown| rows.iter().any(|row| row.id == shown.id));
        gone.into_iter().for_each(Shown::remove);
        if present.is_empty() {
            // An owner keeps a record of all its children until it is cleaned up.
            parent.cleanup();
        }
        // A row that is already in its place is not moved, which keeps its focus and scroll position.
        let mut place = region.first();
        let mut after = Vec::with_capacity(rows.len());
        for row in rows {
            let row = match present.iter().position(|shown| shown.id == row.id) {
                Some(index) => present.remove(index),
                None => Shown::new(row, &parent, new_nodes),
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
        // Of several rows with the same key, those that are no longer due.
        present.into_iter().for_each(Shown::remove);
        shown.replace(after);
    }));
}

//! Rows of a list that move with their keys.

use std::cell::{Cell, RefCell};

use leptos::prelude::{Owner, untrack};
use leptos::web_sys::Node;

use super::cursor::Cursor;
use super::region::{Region, is_before, move_before, remove};
use crate::follower;
use crate::staying_rows::staying_rows;
use crate::view::{Row, Rows, View};

/// A row on the page.
struct Shown {
    first: Node,
    last: Node,
    owner: Owner,
}

impl Shown {
    fn new(row: Row, parent: &Owner, nodes_of: impl FnOnce(View) -> (Node, Node)) -> Self {
        let owner = parent.child();
        // Signals that `make` reads must not rebuild the row: its own holes follow them.
        let (first, last) = owner.with(|| untrack(|| nodes_of((row.make)())));
        Self { first, last, owner }
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
        let (after, stays) = update(rows, shown.take(), &parent, new_nodes);
        arrange(&region, &after, &stays);
        shown.replace(after);
    }));
}

/// Removes the rows that are no longer due and makes the new ones. Returns all rows in their order, and whether each stays in its place.
fn update(
    rows: Vec<Row>,
    before: Vec<Shown>,
    parent: &Owner,
    new_nodes: fn(View) -> (Node, Node),
) -> (Vec<Shown>, Vec<bool>) {
    let mut before: Vec<_> = before.into_iter().map(Some).collect();
    // Of several rows with the same key, each row of before is taken once.
    let kept: Vec<_> = rows.iter().map(|row| before.get_mut(row.former?)?.take()).collect();
    before.into_iter().flatten().for_each(Shown::remove);
    if kept.iter().all(Option::is_none) {
        // An owner keeps a record of all its children until it is cleaned up.
        parent.cleanup();
    }
    let former: Vec<_> = rows
        .iter()
        .zip(&kept)
        .map(|(row, kept)| kept.as_ref().and(row.former))
        .collect();
    let all = rows
        .into_iter()
        .zip(kept)
        .map(|(row, kept)| kept.unwrap_or_else(|| Shown::new(row, parent, new_nodes)));
    (all.collect(), staying_rows(&former))
}

/// Places each row before the next one. Nodes that other scripts have inserted between the rows stay, and no row moves because of them.
fn arrange(region: &Region, rows: &[Shown], stays: &[bool]) {
    let (Some(element), end) = region.parent_and_next() else {
        return;
    };
    let mut next = end;
    for (row, stays) in rows.iter().zip(stays).rev() {
        // Another script may have taken a row away, or changed its place among the others.
        if !stays || !is_before(&row.first, &row.last, &element, next) {
            move_before(&row.first, &row.last, &element, next);
        }
        next = Some(&row.first);
    }
}

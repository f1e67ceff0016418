//! Rows of a list that keep their nodes and their owners. `browser::list` does the same in a browser.

use std::cell::RefCell;

use leptos::prelude::{Owner, untrack};

use crate::follower;
use crate::tree::Node;
use crate::view::{Row, Rows, View};

/// A row on the page.
struct Shown {
    id: u32,
    node: Node,
    owner: Owner,
}

impl Shown {
    fn new(row: Row, parent: &Owner, new_node: fn(View) -> Node) -> Self {
        let owner = parent.child();
        // Signals that `make` reads must not rebuild the row: its own holes follow them.
        let node = owner.with(|| untrack(|| new_node((row.make)())));
        let id = row.id;
        Self { id, node, owner }
    }
}

/// Shows the rows that are due, until the current owner ends.
pub(super) fn follow_rows(parent: Node, rows: Rows, new_node: fn(View) -> Node) {
    // A child of the current owner: the current owner would never end if one of its own cleanups held it.
    let owner = Owner::current().map(|owner| owner.child()).unwrap_or_default();
    let shown = RefCell::new(Vec::<Shown>::new());
    follower::run(Box::new(move || {
        let rows = rows.run();
        let (mut present, gone): (Vec<_>, Vec<_>) = shown
            .take()
            .into_iter()
            .partition(|shown| rows.iter().any(|row| row.id == shown.id));
        gone.iter().for_each(|shown| shown.owner.cleanup());
        let mut after = Vec::with_capacity(rows.len());
        for row in rows {
            after.push(match present.iter().position(|shown| shown.id == row.id) {
                Some(index) => present.remove(index),
                None => Shown::new(row, &owner, new_node),
            });
        }
        // Of several rows with the same key, those that are no longer due.
        present.iter().for_each(|shown| shown.owner.cleanup());
        parent.set_children(after.iter().map(|shown| shown.node.clone()).collect());
        shown.replace(after);
    }));
}

//! Rows of a list that keep their nodes and their owners. `browser::list` does the same in a browser.

use std::cell::RefCell;

use leptos::prelude::{Owner, untrack};

use crate::follower;
use crate::tree::Node;
use crate::view::{Row, Rows, View};

/// A row on the page.
struct Shown {
    node: Node,
    owner: Owner,
}

impl Shown {
    fn new(row: Row, parent: &Owner, new_node: fn(View) -> Node) -> Self {
        let owner = parent.child();
        // Signals that `make` reads must not rebuild the row: its own holes follow them.
        let node = owner.with(|| untrack(|| new_node((row.make)())));
        Self { node, owner }
    }
}

/// Shows the rows that are due, until the current owner ends.
pub(super) fn follow_rows(parent: Node, rows: Rows, new_node: fn(View) -> Node) {
    // A child of the current owner: the current owner would never end if one of its own cleanups held it.
    let owner = Owner::current().map(|owner| owner.child()).unwrap_or_default();
    let shown = RefCell::new(Vec::<Shown>::new());
    follower::run(Box::new(move || {
        let mut before: Vec<_> = shown.take().into_iter().map(Some).collect();
        let rows = rows.run().into_iter().map(|row| {
            // Of several rows with the same key, each row of before is taken once.
            let kept = row.former.and_then(|former| before.get_mut(former)?.take());
            (row, kept)
        });
        let rows: Vec<_> = rows.collect();
        before.into_iter().flatten().for_each(|gone| gone.owner.cleanup());
        let after = rows
            .into_iter()
            .map(|(row, kept)| kept.unwrap_or_else(|| Shown::new(row, &owner, new_node)));
        let after: Vec<_> = after.collect();
        parent.set_children(after.iter().map(|shown| shown.node.clone()).collect());
        shown.replace(after);
    }));
}

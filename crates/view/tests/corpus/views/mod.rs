//! The views of the corpus. `view!`, `Show`, `For` and the types of children are those of the dialect.

use super::*;
use crate::corpus::Signals;

mod attributes;
mod components;
mod content;
mod control_flow;
mod elements;
mod fields;
mod lists;

/// A name, and the view.
type Entry = (&'static str, fn(Signals) -> Shown);

/// All views.
pub fn all() -> impl Iterator<Item = Entry> {
    let parts: [&[Entry]; 7] = [
        elements::VIEWS,
        attributes::VIEWS,
        lists::VIEWS,
        fields::VIEWS,
        content::VIEWS,
        control_flow::VIEWS,
        components::VIEWS,
    ];
    parts.into_iter().flatten().copied()
}

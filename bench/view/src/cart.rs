//! The lines of a cart, each in a signal of its own, and what happens to them.

use leptos::prelude::*;

/// A product in the cart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) name: String,
    pub(crate) price_cents: u32,
    pub(crate) quantity: u32,
    pub(crate) is_selected: bool,
    pub(crate) problem: Option<String>,
}

/// The lines with their numbers, which are their keys.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cart {
    pub(crate) lines: RwSignal<Vec<(u32, RwSignal<Line>)>>,
}

impl Cart {
    /// A cart with `count` lines.
    pub(crate) fn new(count: u32) -> Self {
        let line = |number| {
            let line = Line {
                name: format!("Product {number}"),
                price_cents: 100 + number * 7 % 9_000,
                quantity: 1,
                is_selected: true,
                problem: None,
            };
            (number, RwSignal::new(line))
        };
        Self {
            lines: RwSignal::new((0..count).map(line).collect()),
        }
    }
}

/// The operations of the benchmark, on a page only.
#[cfg(target_arch = "wasm32")]
impl Cart {
    /// One piece more of the line at `position`.
    pub(crate) fn add_piece(self, position: usize) {
        let line = self.lines.with_untracked(|lines| lines.get(position).copied());
        if let Some((_, line)) = line {
            line.update(|line| line.quantity += 1);
        }
    }

    /// One piece more of each line.
    pub(crate) fn add_piece_to_all(self) {
        for (_, line) in self.lines.get_untracked() {
            line.update(|line| line.quantity += 1);
        }
    }

    /// The first line becomes the last one.
    pub(crate) fn move_first_to_last(self) {
        self.lines.update(|lines| lines.rotate_left(1));
    }

    /// The last line becomes the first one, and so on.
    pub(crate) fn reverse(self) {
        self.lines.update(|lines| lines.reverse());
    }

    /// Removes the line at `position`.
    pub(crate) fn remove(self, position: usize) {
        self.lines.update(|lines| {
            lines.remove(position);
        });
    }
}

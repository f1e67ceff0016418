//! The lines of the cart, with their positions.

use leptos::prelude::*;
use shared_store::{CartLine, CartState, Selected, use_selector};

/// A line and its index in the cart.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct PlacedLine {
    pub(crate) index: usize,
    pub(crate) line: CartLine,
}

/// The line of a product; an empty line once it is removed.
pub(crate) fn use_line(product_id: &str) -> Selected<PlacedLine> {
    let product_id = product_id.to_owned();
    // The line is usually at its last index, so that is checked first: a search would be slow in a large cart.
    let last = StoredValue::new(0);
    use_selector(move |cart: &CartState| {
        let index = last.get_value();
        let is_it = |line: &CartLine| line.product_id == product_id;
        let found = match cart.lines.get(index).filter(|line| is_it(line)) {
            Some(line) => Some((index, line)),
            None => cart.lines.iter().enumerate().find(|(_, line)| is_it(line)),
        };
        let Some((index, line)) = found else {
            return PlacedLine::default();
        };
        last.set_value(index);
        PlacedLine {
            index,
            line: line.clone(),
        }
    })
}

/// The ids of the products in the cart, in order.
pub(crate) fn use_product_ids() -> Selected<Vec<String>> {
    use_selector(|cart: &CartState| cart.lines.iter().map(|line| line.product_id.clone()).collect())
}

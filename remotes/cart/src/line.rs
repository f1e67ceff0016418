//! The lines of the cart, and where one stands.

use leptos::prelude::*;
use shared_store::{CartLine, CartState, Selected, use_selector};

/// A line and its place in the cart, from 0.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct PlacedLine {
    pub(crate) index: usize,
    pub(crate) line: CartLine,
}

/// Follows the line of a product. When it is gone, this is an empty line.
pub(crate) fn use_line(product_id: &str) -> Selected<PlacedLine> {
    let product_id = product_id.to_owned();
    // Mostly it is where it was: looking there first keeps a large cart fast.
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

/// The products in the cart, in its order.
pub(crate) fn use_product_ids() -> Selected<Vec<String>> {
    use_selector(|cart: &CartState| cart.lines.iter().map(|line| line.product_id.clone()).collect())
}

//! The wanted lines of an order request.

use shop_api::model::OrderLineRequest;
use shop_limits::{MAX_LINES, MAX_QUANTITY};

use crate::failure::Failure;

/// A wanted line: the quantity, and the price that the shopper saw, if the request contains it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) product_id: String,
    pub(super) quantity: u32,
    pub(super) shown_price_cents: Option<u64>,
}

/// The lines, merged to one per product, in the order of first appearance. Of two prices for one product the lower one
/// counts, because the shopper agreed to it.
pub(super) fn wanted(lines: &[OrderLineRequest]) -> Result<Vec<Wanted>, Failure> {
    if lines.is_empty() {
        return Err(Failure::bad_request(
            "empty_order",
            "Your order is empty. Please put something into your cart first.",
        )
        .field("lines"));
    }
    if lines.len() > MAX_LINES {
        return Err(Failure::bad_request(
            "too_many_lines",
            format!("Please order at most {MAX_LINES} different products at once."),
        )
        .field("lines"));
    }
    let mut wanted: Vec<Wanted> = Vec::with_capacity(lines.len());
    for line in lines {
        let quantity = allowed_quantity(line.quantity)?;
        match wanted.iter_mut().find(|other| other.product_id == line.product_id) {
            Some(other) => {
                other.quantity = allowed_quantity(i64::from(other.quantity) + i64::from(quantity))?;
                let prices = other.shown_price_cents.into_iter().chain(line.price_cents);
                other.shown_price_cents = prices.min();
            }
            None => wanted.push(Wanted {
                product_id: line.product_id.clone(),
                quantity,
                shown_price_cents: line.price_cents,
            }),
        }
    }
    Ok(wanted)
}

fn allowed_quantity(quantity: i64) -> Result<u32, Failure> {
    match u32::try_from(quantity) {
        Ok(quantity @ 1..=MAX_QUANTITY) => Ok(quantity),
        _ => Err(Failure::bad_request(
            "bad_quantity",
            format!("Please order 1 to {MAX_QUANTITY} pieces of each product."),
        )
        .field("quantity")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(product_id: &str, quantity: i64) -> OrderLineRequest {
        OrderLineRequest {
            product_id: product_id.to_owned(),
            quantity,
            price_cents: None,
        }
    }

    #[test]
    fn lines_of_one_product_are_merged_at_the_lower_price() {
        let at = |price_cents, line| OrderLineRequest { price_cents, ..line };
        let lines = wanted(&[at(Some(7), line("a", 1)), line("b", 2), at(Some(5), line("a", 3))]).unwrap();
        let found: Vec<_> = lines
            .iter()
            .map(|line| (&*line.product_id, line.quantity, line.shown_price_cents))
            .collect();
        assert_eq!(found, [("a", 4, Some(5)), ("b", 2, None)]);
    }

    #[test]
    fn quantities_outside_of_1_to_999_are_refused_also_in_sum() {
        for wrong in [-1, 0, 1000, 10_000_000, i64::MAX, i64::MIN] {
            assert!(wanted(&[line("a", wrong)]).is_err(), "{wrong}");
        }
        assert!(wanted(&[line("a", 999)]).is_ok());
        assert!(wanted(&[line("a", 999), line("a", 1)]).is_err());
    }

    #[test]
    fn an_order_has_at_most_as_many_lines_as_a_cart() {
        let lines: Vec<_> = (0..=MAX_LINES).map(|number| line(&number.to_string(), 1)).collect();
        assert!(wanted(&lines).is_err());
        assert!(wanted(&lines[1..]).is_ok());
    }
}

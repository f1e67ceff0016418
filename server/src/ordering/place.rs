//! Places an order, all of it or nothing.

use shop_api::model::{Order, OrderLine, OrderLineRequest, OrderRequest, OrderStatus};
use shop_limits::{MAX_LINES, MAX_QUANTITY};
use sqlx::{Sqlite, Transaction};

use super::check::{OrderCheck, check, refusal, total_cents};
use super::read::{order_of_purchase, read_order_of_purchase};
use crate::api::Failure;
use crate::app_state::AppState;
use crate::clock::api_time;
use crate::random;

/// What became of a request to place an order.
pub(crate) enum Placed {
    /// It was placed now.
    Now(Order),
    /// It had been placed before, for the same purchase.
    Before(Order),
}

/// Places an order in one transaction: stock is taken and prices are fixed, or nothing happens.
/// A purchase has one order per user: a repeated request is answered with the order that exists, whatever it asks for.
pub(crate) async fn place_order(
    state: &AppState,
    user_id: &str,
    purchase_id: &str,
    request: &OrderRequest,
) -> Result<Placed, Failure> {
    let lines = match wanted(&request.lines) {
        Ok(lines) => lines,
        // Without the write lock, which nothing needs here.
        Err(failure) => {
            let before = order_of_purchase(&state.database, user_id, purchase_id).await?;
            return before.map(Placed::Before).ok_or(failure);
        }
    };
    // The writer has the write lock before the first read, so that of two requests one after the
    // other sees stock and purchases.
    let mut tx = state.writer.begin().await?;
    if let Some(order) = read_order_of_purchase(&mut tx, user_id, purchase_id).await? {
        return Ok(Placed::Before(order));
    }
    let bought = match check(&mut tx, &lines, request.total_cents).await? {
        OrderCheck::Fits(bought) => bought,
        OrderCheck::Differs(differences) => return Err(refusal(differences)),
    };
    for line in &bought {
        take_from_stock(&mut tx, line).await?;
    }
    let order = Order {
        id: random::readable_id()?,
        placed_at: api_time(state.clock.now_ms()),
        status: OrderStatus::Paid,
        total_cents: total_cents(&bought),
        lines: bought,
    };
    write_order(&mut tx, user_id, purchase_id, &order).await?;
    tx.commit().await?;
    Ok(Placed::Now(order))
}

/// A line that is wanted: how many pieces, at which price at most, if the request says one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) product_id: String,
    pub(super) quantity: u32,
    pub(super) shown_price_cents: Option<u64>,
}

/// The lines with one line per product, in the order in which products first appear. Of two prices for one product, the lower one is
/// the one that the shopper agreed to.
fn wanted(lines: &[OrderLineRequest]) -> Result<Vec<Wanted>, Failure> {
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

async fn take_from_stock(tx: &mut Transaction<'_, Sqlite>, line: &OrderLine) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE products SET stock = stock - ? WHERE id = ?")
        .bind(line.quantity)
        .bind(&line.product_id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn write_order(
    tx: &mut Transaction<'_, Sqlite>,
    user_id: &str,
    purchase_id: &str,
    order: &Order,
) -> Result<(), sqlx::Error> {
    let stored = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    // Nothing reads body_hash. The first migration made the column without a default.
    sqlx::query(
        "INSERT INTO orders (id, user_id, placed_at, status, total_cents, idempotency_key, body_hash)
         VALUES (?, ?, ?, ?, ?, ?, x'')",
    )
    .bind(&order.id)
    .bind(user_id)
    .bind(stored(order.placed_at))
    .bind(order.status.as_str())
    .bind(stored(order.total_cents))
    .bind(purchase_id)
    .execute(&mut **tx)
    .await?;
    for (position, line) in (0_i64..).zip(&order.lines) {
        sqlx::query(
            "INSERT INTO order_lines (order_id, position, product_id, name, image, price_cents, quantity)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(&order.id)
        .bind(position)
        .bind(&line.product_id)
        .bind(&line.name)
        .bind(&line.image)
        .bind(line.price_cents)
        .bind(line.quantity)
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
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
    fn lines_of_one_product_are_joined_at_the_lower_price() {
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
    fn an_order_has_no_more_lines_than_a_cart() {
        let lines: Vec<_> = (0..=MAX_LINES).map(|number| line(&number.to_string(), 1)).collect();
        assert!(wanted(&lines).is_err());
        assert!(wanted(&lines[1..]).is_ok());
    }
}

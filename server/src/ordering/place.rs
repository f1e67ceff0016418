//! Places an order, all of it or nothing.

use sha2::{Digest, Sha256};
use shared_api::model::{Order, OrderLine, OrderLineRequest, OrderStatus};
use shared_api::rules::MAX_QUANTITY;
use sqlx::{Sqlite, Transaction};

use super::read::read_order;
use crate::api::Failure;
use crate::app_state::AppState;
use crate::clock::api_time;
use crate::random;

/// What became of a request to place an order.
pub(crate) enum Placed {
    /// It was placed now.
    Now(Order),
    /// It had been placed before, with the same key.
    Before(Order),
}

/// Places an order in one transaction: stock is taken and prices are fixed, or nothing happens.
/// A request that is repeated with its key gives the order that it gave before.
pub(crate) async fn place_order(
    state: &AppState,
    user_id: &str,
    key: &str,
    lines: &[OrderLineRequest],
) -> Result<Placed, Failure> {
    let lines = wanted(lines)?;
    let body_hash = hash_of(&lines);
    // The writer has the write lock before the first read, so that of two requests one after the
    // other sees stock and keys.
    let mut tx = state.writer.begin().await?;
    let earlier: Option<(String, Vec<u8>)> =
        sqlx::query_as("SELECT id, body_hash FROM orders WHERE user_id = ? AND idempotency_key = ?")
            .bind(user_id)
            .bind(key)
            .fetch_optional(&mut *tx)
            .await?;
    if let Some((id, earlier_hash)) = earlier {
        if earlier_hash != body_hash {
            return Err(Failure::conflict(
                "idempotency_conflict",
                "This order was already placed with other items. Please look at your orders and start again from the cart.",
            ));
        }
        let order = read_order(&mut tx, user_id, &id).await?;
        return order
            .map(Placed::Before)
            .ok_or_else(|| Failure::internal(&"an order vanished within a transaction"));
    }

    let mut bought = Vec::with_capacity(lines.len());
    for (product_id, quantity) in &lines {
        bought.push(take_from_stock(&mut tx, product_id, *quantity).await?);
    }
    let order = Order {
        id: random::readable_id()?,
        placed_at: api_time(state.clock.now_ms()),
        status: OrderStatus::Paid,
        total_cents: bought
            .iter()
            .map(|line| u64::from(line.price_cents) * u64::from(line.quantity))
            .sum(),
        lines: bought,
    };
    write_order(&mut tx, user_id, key, &body_hash, &order).await?;
    tx.commit().await?;
    Ok(Placed::Now(order))
}

/// The lines with one line per product, in the order in which products first appear.
fn wanted(lines: &[OrderLineRequest]) -> Result<Vec<(String, u32)>, Failure> {
    if lines.is_empty() {
        return Err(Failure::bad_request(
            "empty_order",
            "Your order is empty. Please put something into your cart first.",
        )
        .field("lines"));
    }
    let mut wanted: Vec<(String, u32)> = Vec::with_capacity(lines.len());
    for line in lines {
        let quantity = allowed_quantity(line.quantity)?;
        match wanted.iter_mut().find(|(id, _)| *id == line.product_id) {
            Some((_, sum)) => *sum = allowed_quantity(i64::from(*sum) + i64::from(quantity))?,
            None => wanted.push((line.product_id.clone(), quantity)),
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

async fn take_from_stock(
    tx: &mut Transaction<'_, Sqlite>,
    product_id: &str,
    quantity: u32,
) -> Result<OrderLine, Failure> {
    let row: Option<(String, String, u32, u32)> =
        sqlx::query_as("SELECT name, image, price_cents, stock FROM products WHERE id = ? AND retired = 0")
            .bind(product_id)
            .fetch_optional(&mut **tx)
            .await?;
    let Some((name, image, price_cents, stock)) = row else {
        return Err(Failure::not_found(
            "product_unknown",
            "A product in your order is no longer sold. Please remove it from your cart.",
        )
        .field("productId"));
    };
    if stock < quantity {
        let left = match stock {
            0 => format!("{name} is sold out. Please remove it from your cart."),
            1 => format!("Only one {name} is left. Please change the quantity in your cart."),
            _ => {
                format!("Only {stock} of {name} are left. Please change the quantity in your cart.")
            }
        };
        return Err(Failure::conflict("out_of_stock", left).field("quantity"));
    }
    sqlx::query("UPDATE products SET stock = stock - ? WHERE id = ?")
        .bind(quantity)
        .bind(product_id)
        .execute(&mut **tx)
        .await?;
    Ok(OrderLine {
        product_id: product_id.to_owned(),
        name,
        image,
        price_cents,
        quantity,
    })
}

async fn write_order(
    tx: &mut Transaction<'_, Sqlite>,
    user_id: &str,
    key: &str,
    body_hash: &[u8],
    order: &Order,
) -> Result<(), sqlx::Error> {
    let stored = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    sqlx::query(
        "INSERT INTO orders (id, user_id, placed_at, status, total_cents, idempotency_key, body_hash)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&order.id)
    .bind(user_id)
    .bind(stored(order.placed_at))
    .bind(order.status.as_str())
    .bind(stored(order.total_cents))
    .bind(key)
    .bind(body_hash)
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

/// Equal for requests that order the same, however their JSON is written.
fn hash_of(lines: &[(String, u32)]) -> Vec<u8> {
    let mut sorted: Vec<_> = lines.iter().collect();
    sorted.sort();
    let mut hash = Sha256::new();
    for (id, quantity) in sorted {
        hash.update(id.len().to_le_bytes());
        hash.update(id.as_bytes());
        hash.update(quantity.to_le_bytes());
    }
    hash.finalize().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(product_id: &str, quantity: i64) -> OrderLineRequest {
        OrderLineRequest {
            product_id: product_id.to_owned(),
            quantity,
        }
    }

    #[test]
    fn lines_of_one_product_are_joined() {
        let lines = wanted(&[line("a", 1), line("b", 2), line("a", 3)]).unwrap();
        assert_eq!(lines, [("a".to_owned(), 4), ("b".to_owned(), 2)]);
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
    fn the_order_of_lines_does_not_make_another_order() {
        let [a, b] = [("a".to_owned(), 1), ("b".to_owned(), 2)];
        assert_eq!(hash_of(&[a.clone(), b.clone()]), hash_of(&[b.clone(), a.clone()]));
        assert_ne!(hash_of(&[a]), hash_of(&[b]));
    }
}

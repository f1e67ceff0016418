//! Places an order atomically.

use shop_api::model::{Order, OrderLine, OrderRequest, OrderStatus};
use sqlx::{Sqlite, Transaction};

use super::check::{OrderCheck, check, refusal, total_cents};
use super::read::{order_of_purchase, read_order_of_purchase};
use super::wanted::wanted;
use crate::app_state::AppState;
use crate::clock::api_time;
use crate::failure::Failure;
use crate::random;

/// The result of a request to place an order.
pub(crate) enum Placed {
    /// The order was placed now.
    Now(Order),
    /// The order of this purchase existed already.
    Before(Order),
}

/// Places an order in one transaction, which takes the stock and fixes the prices. Idempotent: a purchase has one order per
/// user, and a repeated request returns the existing order, whatever it contains.
pub(crate) async fn place_order(
    state: &AppState,
    user_id: &str,
    purchase_id: &str,
    request: &OrderRequest,
) -> Result<Placed, Failure> {
    let lines = match wanted(&request.lines) {
        Ok(lines) => lines,
        // An invalid request needs no write lock.
        Err(failure) => {
            let before = order_of_purchase(&state.database, user_id, purchase_id).await?;
            return before.map(Placed::Before).ok_or(failure);
        }
    };
    // The write lock is taken before the first read, so of two concurrent requests the second one sees the first one's
    // stock and order.
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
    // body_hash is unused. The first migration created the column without a default.
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

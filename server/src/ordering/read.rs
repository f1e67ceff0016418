//! Reads orders from the database.

use std::collections::HashMap;

use shop_api::model::{Order, OrderLine, OrderStatus};
use sqlx::{SqliteConnection, SqlitePool};

use crate::clock::api_time;

type OrderRow = (String, i64, String, i64);
type LineRow = (String, String, String, String, u32, u32);

/// The user's orders, newest first.
pub(crate) async fn orders_of(database: &SqlitePool, user_id: &str) -> Result<Vec<Order>, sqlx::Error> {
    // One read transaction, so that no order is missing its lines.
    let mut tx = database.begin().await?;
    let rows: Vec<OrderRow> = sqlx::query_as(
        "SELECT id, placed_at, status, total_cents FROM orders
         WHERE user_id = ? ORDER BY placed_at DESC, rowid DESC",
    )
    .bind(user_id)
    .fetch_all(&mut *tx)
    .await?;
    let line_rows: Vec<LineRow> = sqlx::query_as(
        "SELECT l.order_id, l.product_id, l.name, l.image, l.price_cents, l.quantity
         FROM order_lines l JOIN orders o ON o.id = l.order_id
         WHERE o.user_id = ? ORDER BY l.order_id, l.position",
    )
    .bind(user_id)
    .fetch_all(&mut *tx)
    .await?;
    let mut lines: HashMap<String, Vec<OrderLine>> = HashMap::new();
    for row in line_rows {
        lines.entry(row.0.clone()).or_default().push(line(row));
    }
    rows.into_iter()
        .map(|row| {
            let lines = lines.remove(&row.0).unwrap_or_default();
            order(row, lines)
        })
        .collect()
}

/// One order, if it is this user's.
pub(crate) async fn order_of(database: &SqlitePool, user_id: &str, id: &str) -> Result<Option<Order>, sqlx::Error> {
    let mut tx = database.begin().await?;
    read_order(&mut tx, user_id, id).await
}

/// The order of this user's purchase, if it exists.
pub(crate) async fn order_of_purchase(
    database: &SqlitePool,
    user_id: &str,
    purchase_id: &str,
) -> Result<Option<Order>, sqlx::Error> {
    let mut tx = database.begin().await?;
    read_order_of_purchase(&mut tx, user_id, purchase_id).await
}

/// Like [`order_of_purchase`], within a transaction.
pub(super) async fn read_order_of_purchase(
    connection: &mut SqliteConnection,
    user_id: &str,
    purchase_id: &str,
) -> Result<Option<Order>, sqlx::Error> {
    let id: Option<String> = sqlx::query_scalar("SELECT id FROM orders WHERE user_id = ? AND idempotency_key = ?")
        .bind(user_id)
        .bind(purchase_id)
        .fetch_optional(&mut *connection)
        .await?;
    match id {
        Some(id) => read_order(connection, user_id, &id).await,
        None => Ok(None),
    }
}

async fn read_order(connection: &mut SqliteConnection, user_id: &str, id: &str) -> Result<Option<Order>, sqlx::Error> {
    let row: Option<OrderRow> =
        sqlx::query_as("SELECT id, placed_at, status, total_cents FROM orders WHERE id = ? AND user_id = ?")
            .bind(id)
            .bind(user_id)
            .fetch_optional(&mut *connection)
            .await?;
    let Some(row) = row else { return Ok(None) };
    let lines: Vec<LineRow> = sqlx::query_as(
        "SELECT order_id, product_id, name, image, price_cents, quantity FROM order_lines
         WHERE order_id = ? ORDER BY position",
    )
    .bind(id)
    .fetch_all(&mut *connection)
    .await?;
    order(row, lines.into_iter().map(line).collect()).map(Some)
}

fn order((id, placed_at, status, total_cents): OrderRow, lines: Vec<OrderLine>) -> Result<Order, sqlx::Error> {
    let status =
        OrderStatus::parse(&status).ok_or_else(|| sqlx::Error::Decode(format!("order status {status:?}").into()))?;
    Ok(Order {
        id,
        placed_at: api_time(placed_at),
        status,
        total_cents: u64::try_from(total_cents).unwrap_or(0),
        lines,
    })
}

fn line((_, product_id, name, image, price_cents, quantity): LineRow) -> OrderLine {
    OrderLine {
        product_id,
        name,
        image,
        price_cents,
        quantity,
    }
}

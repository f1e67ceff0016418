//! Reads products from the database.

use shop_api::model::Product;
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row, SqlitePool};

struct ProductRow(Product);

impl FromRow<'_, SqliteRow> for ProductRow {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self(Product {
            id: row.try_get("id")?,
            name: row.try_get("name")?,
            category: row.try_get("category")?,
            category_name: row.try_get("category_name")?,
            summary: row.try_get("summary")?,
            description: row.try_get("description")?,
            price_cents: row.try_get("price_cents")?,
            image: row.try_get("image")?,
            stock: row.try_get("stock")?,
        }))
    }
}

/// All products on sale, in the shop's order.
pub(crate) async fn all_products(database: &SqlitePool) -> Result<Vec<Product>, sqlx::Error> {
    let rows: Vec<ProductRow> = sqlx::query_as("SELECT * FROM products WHERE retired = 0 ORDER BY position")
        .fetch_all(database)
        .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// The product with this id, if it is on sale.
pub(crate) async fn product(database: &SqlitePool, id: &str) -> Result<Option<Product>, sqlx::Error> {
    let row: Option<ProductRow> = sqlx::query_as("SELECT * FROM products WHERE id = ? AND retired = 0")
        .bind(id)
        .fetch_optional(database)
        .await?;
    Ok(row.map(|row| row.0))
}

/// Whether the shop once sold a product with this id, and does no longer.
pub(crate) async fn is_retired(database: &SqlitePool, id: &str) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM products WHERE id = ? AND retired = 1)")
        .bind(id)
        .fetch_one(database)
        .await
}

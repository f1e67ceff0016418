//! Writes the catalogue into the database.

use std::collections::HashSet;

use serde::Deserialize;

use crate::database::Writer;

/// A product in the catalogue's JSON.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct CatalogueProduct {
    id: String,
    slug: String,
    name: String,
    category: String,
    category_name: String,
    summary: String,
    description: String,
    price_cents: u32,
    stock: u32,
    image: String,
}

/// Reads a catalogue: a JSON array of products in the shop's order.
pub(crate) fn parse(json: &str) -> Result<Vec<CatalogueProduct>, String> {
    let products: Vec<CatalogueProduct> = serde_json::from_str(json).map_err(|error| error.to_string())?;
    if products.is_empty() {
        return Err("it contains no product".to_owned());
    }
    let mut ids = HashSet::new();
    for product in &products {
        if product.id.is_empty() || !ids.insert(&product.id) {
            return Err(format!("the id \"{}\" is empty or used twice", product.id));
        }
        // Addresses are case-insensitive, so ids must be lowercase.
        if product.id.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err(format!("the id \"{}\" has capitals", product.id));
        }
    }
    Ok(products)
}

/// Writes the catalogue into the database: new products are inserted, known ones get their new texts and prices, and
/// missing ones are retired. A changed stock of the catalogue moves the stock by the difference, so sold pieces stay sold.
pub(crate) async fn seed(writer: &Writer, products: &[CatalogueProduct]) -> Result<(), sqlx::Error> {
    let mut tx = writer.begin().await?;
    for (position, product) in products.iter().enumerate() {
        sqlx::query(
            "INSERT INTO products (id, position, slug, name, category, category_name, summary,
                                   description, price_cents, image, stock, seeded_stock)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11)
             ON CONFLICT (id) DO UPDATE SET
                 position = excluded.position, slug = excluded.slug, name = excluded.name,
                 category = excluded.category, category_name = excluded.category_name,
                 summary = excluded.summary, description = excluded.description,
                 price_cents = excluded.price_cents, image = excluded.image, retired = 0,
                 stock = max(0, products.stock + excluded.seeded_stock - products.seeded_stock),
                 seeded_stock = excluded.seeded_stock",
        )
        .bind(&product.id)
        .bind(i64::try_from(position).unwrap_or(i64::MAX))
        .bind(&product.slug)
        .bind(&product.name)
        .bind(&product.category)
        .bind(&product.category_name)
        .bind(&product.summary)
        .bind(&product.description)
        .bind(product.price_cents)
        .bind(&product.image)
        .bind(product.stock)
        .execute(&mut *tx)
        .await?;
    }
    let ids: Vec<&str> = products.iter().map(|product| product.id.as_str()).collect();
    sqlx::query("UPDATE products SET retired = 1 WHERE id NOT IN (SELECT value FROM json_each(?))")
        .bind(serde_json::json!(ids).to_string())
        .execute(&mut *tx)
        .await?;
    tx.commit().await
}

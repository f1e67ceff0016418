//! Normalises stored phone numbers to the present form, at each start.
//!
//! A login finds its user by the form of the typed number. After a change of that form, a stored number would no longer
//! match, and its owner would get a new, empty account.
//!
//! SQL cannot do this, because the rules are Rust. Migration 0003 claims that users with `00` keep their accounts, which is
//! incomplete: it skipped numbers whose form with `+` already belonged to another user, and it did not know the 0 of
//! `+49 (0)151`. A migration's file never changes, so both cases are repaired here.

use sqlx::{Sqlite, SqliteConnection, SqlitePool, Transaction};

use super::phone_form::form_of_stored;
use crate::database::Writer;

/// Gives every user the present form of the stored number, and merges users whose numbers become equal.
pub(crate) async fn renew_stored_phones(readers: &SqlitePool, writer: &Writer) -> Result<(), sqlx::Error> {
    let stored: Vec<String> = sqlx::query_scalar("SELECT phone FROM users ORDER BY created_at, id")
        .fetch_all(readers)
        .await?;
    let changes: Vec<_> = stored
        .into_iter()
        .filter_map(|stored| form_of_stored(&stored).map(|form| (stored, form)))
        .filter(|(stored, form)| stored != form)
        .collect();
    if changes.is_empty() {
        return Ok(());
    }
    let mut tx = writer.begin().await?;
    for (stored, form) in &changes {
        renew(&mut tx, stored, form).await?;
    }
    tx.commit().await?;
    tracing::info!(
        numbers = changes.len(),
        "stored phone numbers were normalised to the form of this release"
    );
    Ok(())
}

async fn renew(tx: &mut Transaction<'_, Sqlite>, stored: &str, form: &str) -> Result<(), sqlx::Error> {
    // First the user with the most recent order; without any orders, the user whose number already has the present form.
    let ids: Vec<String> = sqlx::query_scalar(
        "SELECT id FROM users WHERE phone IN (?1, ?2)
         ORDER BY (SELECT max(placed_at) FROM orders WHERE user_id = users.id) DESC, phone = ?2 DESC",
    )
    .bind(stored)
    .bind(form)
    .fetch_all(&mut **tx)
    .await?;
    let Some((kept, joined)) = ids.split_first() else {
        return Ok(());
    };
    for id in joined {
        join(tx, id, kept).await?;
    }
    sqlx::query("UPDATE users SET phone = ? WHERE id = ?")
        .bind(form)
        .bind(kept)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Moves everything of a user to the kept user. The row stays for the operator, under a number that cannot be typed.
async fn join(tx: &mut SqliteConnection, id: &str, kept: &str) -> Result<(), sqlx::Error> {
    // An idempotency key is unique per user. The kept user's order keeps it.
    sqlx::query(
        "UPDATE orders SET idempotency_key = 'joined ' || id WHERE user_id = ?1
         AND idempotency_key IN (SELECT idempotency_key FROM orders WHERE user_id = ?2)",
    )
    .bind(id)
    .bind(kept)
    .execute(&mut *tx)
    .await?;
    // All tables with a foreign key to users, including those of newer releases.
    let columns: Vec<(String, String)> = sqlx::query_as(
        r#"SELECT t.name, f."from" FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f
           WHERE t.type = 'table' AND f."table" = 'users'"#,
    )
    .fetch_all(&mut *tx)
    .await?;
    for (table, column) in columns {
        sqlx::query(&format!(
            r#"UPDATE "{table}" SET "{column}" = ?2 WHERE "{column}" = ?1"#
        ))
        .bind(id)
        .bind(kept)
        .execute(&mut *tx)
        .await?;
    }
    sqlx::query(
        "UPDATE users SET name = coalesce(users.name, other.name), email = coalesce(users.email, other.email),
                          created_at = min(users.created_at, other.created_at)
         FROM users other WHERE users.id = ?2 AND other.id = ?1",
    )
    .bind(id)
    .bind(kept)
    .execute(&mut *tx)
    .await?;
    sqlx::query("UPDATE users SET phone = phone || ' is now of user ' || ?2 WHERE id = ?1")
        .bind(id)
        .bind(kept)
        .execute(&mut *tx)
        .await?;
    Ok(())
}

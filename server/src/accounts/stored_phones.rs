//! Brings stored phone numbers into the form of today, at each start.
//!
//! A user is found by the form of the number that was typed. When the rules of that form change, a stored number no longer equals what its
//! owner types, and the owner would get a new, empty account.
//!
//! No migration in SQL can do this, because the rules are Rust. Migration 0003 says that users with `00` keep their accounts, which is not
//! the whole truth: it left those whose number with `+` was another user's already, and it did not know the 0 of `+49 (0)151`. The file
//! of a migration never changes, so both are mended here.

use sqlx::{Sqlite, SqliteConnection, SqlitePool, Transaction};

use super::phone_form::form_of_stored;
use crate::database::Writer;

/// Gives every user the form of today for the stored number. Users whose numbers become one are joined.
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
        "stored phone numbers were brought into the form of this release"
    );
    Ok(())
}

async fn renew(tx: &mut Transaction<'_, Sqlite>, stored: &str, form: &str) -> Result<(), sqlx::Error> {
    // The user with the most recent order comes first; without any order, the user whose number has the form of today.
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

/// Moves all that a user has to the user that is kept. The row stays for the operator, under a number that nobody can type.
async fn join(tx: &mut SqliteConnection, id: &str, kept: &str) -> Result<(), sqlx::Error> {
    // A key stands for one order of a user. The kept user's order keeps it.
    sqlx::query(
        "UPDATE orders SET idempotency_key = 'joined ' || id WHERE user_id = ?1
         AND idempotency_key IN (SELECT idempotency_key FROM orders WHERE user_id = ?2)",
    )
    .bind(id)
    .bind(kept)
    .execute(&mut *tx)
    .await?;
    // Also of tables that a newer release has added.
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

//! Deletes expired rows.

use std::time::Duration;

use sqlx::SqlitePool;
use tracing::warn;

use crate::clock::Clock;
use crate::database::Writer;
use crate::{analytics, rate_limits};

const EVERY: Duration = Duration::from_secs(60 * 60);
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Rows deleted in one transaction. Writers wait for one such transaction at most.
const AT_ONCE: usize = 500;

/// Deletes old codes, sessions, events and attempts at once and then hourly, until it is dropped.
pub(crate) async fn run(readers: SqlitePool, writer: Writer, clock: Clock) {
    let mut interval = tokio::time::interval(EVERY);
    loop {
        interval.tick().await;
        if let Err(error) = clean(&readers, &writer, clock.now_ms()).await {
            warn!(%error, "old codes, sessions, events and attempts could not be deleted; will try again in an hour");
        }
    }
}

/// Deletes codes a day after they expired, logins with their last token, and events and attempts when they no longer count.
async fn clean(readers: &SqlitePool, writer: &Writer, now: i64) -> Result<(), sqlx::Error> {
    // `?1` is the present time.
    for (table, is_old) in [
        ("code_challenges", format!("expires_at < ?1 - {DAY_MS}")),
        // Tokens first, because the deletion of a login deletes its tokens in the same transaction, however many there are.
        ("refresh_tokens", "expires_at <= ?1".to_owned()),
        (
            "refresh_families",
            format!(
                "created_at < ?1 - {DAY_MS} AND NOT EXISTS
                 (SELECT 1 FROM refresh_tokens t WHERE t.family_id = refresh_families.id AND t.expires_at > ?1)"
            ),
        ),
        ("events", format!("received_at < ?1 - {}", analytics::KEPT_MS)),
        // Attempts far in the future predate a clock that was set back.
        (
            "attempts",
            format!(
                "at < ?1 - {window} OR at > ?1 + {window}",
                window = rate_limits::LONGEST_WINDOW_MS
            ),
        ),
    ] {
        delete(readers, writer, table, &is_old, now).await?;
    }
    Ok(())
}

/// Finds old rows on a read-only connection and takes the write lock only to delete them.
async fn delete(readers: &SqlitePool, writer: &Writer, table: &str, is_old: &str, now: i64) -> Result<(), sqlx::Error> {
    let find = format!("SELECT rowid FROM {table} WHERE {is_old} LIMIT {AT_ONCE}");
    let delete = format!("DELETE FROM {table} WHERE rowid IN (SELECT value FROM json_each(?2)) AND ({is_old})");
    loop {
        let rows: Vec<i64> = sqlx::query_scalar(&find).bind(now).fetch_all(readers).await?;
        if rows.is_empty() {
            return Ok(());
        }
        let mut tx = writer.begin().await?;
        let deleted = sqlx::query(&delete)
            .bind(now)
            .bind(serde_json::json!(rows).to_string())
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        if rows.len() < AT_ONCE || deleted.rows_affected() == 0 {
            return Ok(());
        }
    }
}

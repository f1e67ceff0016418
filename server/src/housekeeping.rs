//! Throws away what nobody can use any more.

use std::time::Duration;

use sqlx::SqlitePool;
use tracing::warn;

use crate::analytics;
use crate::clock::Clock;

const EVERY: Duration = Duration::from_secs(60 * 60);
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Deletes old codes, sessions and events now and every hour, until it is dropped.
pub(crate) async fn run(database: SqlitePool, clock: Clock) {
    let mut interval = tokio::time::interval(EVERY);
    loop {
        interval.tick().await;
        if let Err(error) = clean(&database, clock.now_ms()).await {
            warn!(%error, "old codes, sessions and events could not be deleted; will try again in an hour");
        }
    }
}

/// Deletes codes a day after they ended, and tokens and logins with the end of their last token. Events as
/// [`analytics`] says.
pub(crate) async fn clean(database: &SqlitePool, now: i64) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM code_challenges WHERE expires_at < ?")
        .bind(now - DAY_MS)
        .execute(database)
        .await?;
    sqlx::query(
        "DELETE FROM refresh_families WHERE created_at < ?1 AND NOT EXISTS
         (SELECT 1 FROM refresh_tokens t WHERE t.family_id = refresh_families.id AND t.expires_at > ?2)",
    )
    .bind(now - DAY_MS)
    .bind(now)
    .execute(database)
    .await?;
    sqlx::query("DELETE FROM refresh_tokens WHERE expires_at < ?")
        .bind(now)
        .execute(database)
        .await?;
    analytics::forget(database, now).await
}

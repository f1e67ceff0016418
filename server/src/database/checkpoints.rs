//! Brings the write-ahead log back into the database file.

use std::path::PathBuf;
use std::time::Duration;

use sqlx::SqlitePool;
use tracing::warn;

const EVERY: Duration = Duration::from_secs(2);

/// A log of so many bytes is brought back (1,000 pages, as SQLite does by itself).
const FROM_BYTES: u64 = 4 * 1024 * 1024;

/// Brings the log back whenever it has grown, until it is dropped. SQLite would do it within a commit: on a slow disk one shopper would
/// wait for two syncs of the disk, and all who want to write with them.
pub(crate) async fn run(readers: SqlitePool, database: PathBuf) {
    let mut log = database.into_os_string();
    log.push("-wal");
    let log = PathBuf::from(log);
    let mut interval = tokio::time::interval(EVERY);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    // The log keeps its size when it is begun anew, so what it was brought back at is remembered.
    let mut brought_back = None;
    loop {
        interval.tick().await;
        let state = tokio::fs::metadata(&log)
            .await
            .ok()
            .filter(|file| file.len() >= FROM_BYTES)
            .and_then(|file| file.modified().ok());
        if state.is_none() || state == brought_back {
            continue;
        }
        // PASSIVE: waits for nobody, and nobody waits for it.
        match sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(&readers).await {
            Ok(_) => brought_back = state,
            Err(error) => warn!(%error, "the database's log could not be brought back; will try again"),
        }
    }
}

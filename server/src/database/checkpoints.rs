//! Checkpoints copy the write-ahead log back into the database file.

use std::path::PathBuf;
use std::time::Duration;

use sqlx::SqlitePool;
use tracing::warn;

const EVERY: Duration = Duration::from_secs(2);

/// The size of the log that triggers a checkpoint (1,000 pages, SQLite's own default).
const FROM_BYTES: u64 = 4 * 1024 * 1024;

/// Runs a checkpoint whenever the log has grown, until it is dropped. SQLite's automatic checkpoint runs inside a commit:
/// on a slow disk that request, and every writer queued behind it, waits for two disk syncs.
pub(crate) async fn run(readers: SqlitePool, database: PathBuf) {
    let mut log = database.into_os_string();
    log.push("-wal");
    let log = PathBuf::from(log);
    let mut interval = tokio::time::interval(EVERY);
    interval.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    // The file keeps its size after a checkpoint, so the time of the last handled change is stored.
    let mut done = None;
    loop {
        interval.tick().await;
        let state = tokio::fs::metadata(&log)
            .await
            .ok()
            .filter(|file| file.len() >= FROM_BYTES)
            .and_then(|file| file.modified().ok());
        if state.is_none() || state == done {
            continue;
        }
        // PASSIVE blocks neither readers nor writers.
        match sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(&readers).await {
            Ok(_) => done = state,
            Err(error) => warn!(%error, "the checkpoint failed; will try again"),
        }
    }
}

//! The SQLite file.

mod checkpoints;
mod writer;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection, SqlitePool};

use crate::migrations::{EmbeddedMigrations, GENERATION};
use crate::start_error::StartError;

pub(crate) use checkpoints::run as run_checkpoints;
pub(crate) use writer::Writer;

/// SQLite's codes for a lock of another connection: `SQLITE_BUSY` and `SQLITE_LOCKED`.
const LOCKED: [i64; 2] = [5, 6];
/// SQLite's codes for a damaged file: `SQLITE_CORRUPT` and `SQLITE_NOTADB`.
const DAMAGED: [i64; 2] = [11, 26];

/// How long the start waits for another server that starts or stops on the same file.
const START_PATIENCE: Duration = Duration::from_secs(30);

const READERS: u32 = 8;

/// The open database.
pub(crate) struct Database {
    /// The file.
    pub(crate) file: PathBuf,
    /// Read-only connections.
    pub(crate) readers: SqlitePool,
    /// The connection that writes.
    pub(crate) writer: Writer,
}

/// Creates the data folder if it is missing, and checks that it is writable.
pub(crate) fn prepare_folder(data: &Path) -> Result<(), StartError> {
    let failed = |error: std::io::Error| StartError::DataFolder {
        folder: data.to_owned(),
        reason: error.to_string(),
    };
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    // Phone numbers and orders are private.
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(data).map_err(failed)?;
    let probe = data.join(".write-probe");
    fs::write(&probe, b"").map_err(failed)?;
    fs::remove_file(&probe).map_err(failed)
}

/// Opens `storefront.db` in the data folder, creates it on the first start, and migrates it. `patience` is how long a
/// request waits for its turn to write, and for the file's lock.
pub(crate) async fn open(data: &Path, patience: Duration) -> Result<Database, StartError> {
    let file = data.join("storefront.db");
    let options = SqliteConnectOptions::new()
        .filename(&file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // With `Normal`, a power failure loses the orders since the last checkpoint, although they were confirmed.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true);
    // Not from the pool, whose timeout may be too short for creating the file on a slow disk.
    let mut connection = options
        .clone()
        .busy_timeout(START_PATIENCE)
        .connect()
        .await
        .map_err(|error| explain(&file, &error))?;
    let checked = check_and_migrate(&mut connection, &file).await;
    // The next connection reports the same error.
    let _ = connection.close().await;
    checked?;

    // See `checkpoints`.
    let options = options.busy_timeout(patience).pragma("wal_autocheckpoint", "0");
    // Idle connections stay open: closing the last one checkpoints under an exclusive lock while requests wait.
    let pool = SqlitePoolOptions::new()
        .acquire_timeout(patience)
        .idle_timeout(None)
        .max_lifetime(None);
    let opened = |error: sqlx::Error| explain(&file, &error);
    let writer = pool
        .clone()
        .max_connections(1)
        .connect_with(options.clone())
        .await
        .map_err(opened)?;
    let readers = pool
        .max_connections(READERS)
        .connect_with(options.pragma("query_only", "ON"))
        .await
        .map_err(opened)?;
    Ok(Database {
        writer: Writer::new(writer),
        readers,
        file,
    })
}

/// Whether a lock or the queue of writers timed out. Nothing has changed then, and the request may be repeated.
pub(crate) fn is_busy(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => true,
        error => primary_code(error).is_some_and(|code| LOCKED.contains(&code)),
    }
}

/// SQLite's primary result code: the extended code without its upper bits.
fn primary_code(error: &sqlx::Error) -> Option<i64> {
    let code: i64 = error.as_database_error()?.code()?.parse().ok()?;
    Some(code & 0xff)
}

async fn check_and_migrate(connection: &mut SqliteConnection, file: &Path) -> Result<(), StartError> {
    let (verdict,): (String,) = sqlx::query_as("PRAGMA quick_check(1)")
        .fetch_one(&mut *connection)
        .await
        .map_err(|error| explain(file, &error))?;
    if verdict != "ok" {
        return Err(StartError::DatabaseDamaged {
            file: file.to_owned(),
            reason: one_line(&verdict),
        });
    }
    refuse_newer_generation(connection, file).await?;
    let migrated = match Migrator::new(EmbeddedMigrations).await {
        // A newer server has migrated the database. See `migrations`.
        Ok(mut migrator) => migrator.set_ignore_missing(true).run_direct(connection).await,
        Err(error) => Err(error),
    };
    migrated.map_err(|error| match error {
        MigrateError::Execute(error) => explain(file, &error),
        other => StartError::DatabaseVersion {
            file: file.to_owned(),
            reason: one_line(&other.to_string()),
        },
    })
}

async fn refuse_newer_generation(connection: &mut SqliteConnection, file: &Path) -> Result<(), StartError> {
    let generation: i64 = sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(connection)
        .await
        .map_err(|error| explain(file, &error))?;
    if generation <= GENERATION {
        return Ok(());
    }
    Err(StartError::DatabaseVersion {
        file: file.to_owned(),
        reason: format!(
            "a newer server has migrated it to generation {generation}, and this one supports {GENERATION}"
        ),
    })
}

fn explain(file: &Path, error: &sqlx::Error) -> StartError {
    let file: PathBuf = file.to_owned();
    let reason = match error {
        sqlx::Error::Database(inner) => one_line(inner.message()),
        other => one_line(&other.to_string()),
    };
    if primary_code(error).is_some_and(|code| DAMAGED.contains(&code)) {
        return StartError::DatabaseDamaged { file, reason };
    }
    StartError::Database { file, reason }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_commit_is_synced_to_disk_before_the_answer() {
        let folder = tempfile::tempdir().unwrap();
        let database = open(folder.path(), Duration::from_secs(10)).await.unwrap();
        let mut tx = database.writer.begin().await.unwrap();
        let setting: i64 = sqlx::query_scalar("PRAGMA synchronous")
            .fetch_one(&mut *tx)
            .await
            .unwrap();
        // 2 is FULL.
        assert_eq!(setting, 2);
    }
}

//! The SQLite file.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::SqlitePool;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::migrations::EmbeddedMigrations;
use crate::start_error::StartError;

/// SQLite's codes for a damaged file: `SQLITE_CORRUPT` and `SQLITE_NOTADB`.
const DAMAGED: [&str; 2] = ["11", "26"];

/// Makes the data folder where it is missing and makes sure that files can be made in it.
pub(crate) fn prepare_folder(data: &Path) -> Result<(), StartError> {
    let failed = |error: std::io::Error| StartError::DataFolder {
        folder: data.to_owned(),
        reason: error.to_string(),
    };
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    // Phone numbers and orders are nobody else's business.
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(data).map_err(failed)?;
    let probe = data.join(".write-probe");
    fs::write(&probe, b"").map_err(failed)?;
    fs::remove_file(&probe).map_err(failed)
}

/// Opens `storefront.db` in the data folder, made on first start, and brings its tables up to date.
pub(crate) async fn open(data: &Path) -> Result<SqlitePool, StartError> {
    let file = data.join("storefront.db");
    let options = SqliteConnectOptions::new()
        .filename(&file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .busy_timeout(Duration::from_secs(5))
        .foreign_keys(true);
    let pool = SqlitePoolOptions::new()
        .max_connections(8)
        .acquire_timeout(Duration::from_secs(10))
        .connect_with(options)
        .await
        .map_err(|error| explain(&file, &error))?;
    match check_and_migrate(&pool, &file).await {
        Ok(()) => Ok(pool),
        Err(error) => {
            pool.close().await;
            Err(error)
        }
    }
}

async fn check_and_migrate(pool: &SqlitePool, file: &Path) -> Result<(), StartError> {
    let (verdict,): (String,) = sqlx::query_as("PRAGMA quick_check(1)")
        .fetch_one(pool)
        .await
        .map_err(|error| explain(file, &error))?;
    if verdict != "ok" {
        return Err(StartError::DatabaseDamaged {
            file: file.to_owned(),
            reason: one_line(&verdict),
        });
    }
    let migrated = match Migrator::new(EmbeddedMigrations).await {
        Ok(migrator) => migrator.run(pool).await,
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

fn explain(file: &Path, error: &sqlx::Error) -> StartError {
    let file: PathBuf = file.to_owned();
    if let sqlx::Error::Database(inner) = error {
        let reason = one_line(inner.message());
        if inner.code().is_some_and(|code| DAMAGED.contains(&&*code)) {
            return StartError::DatabaseDamaged { file, reason };
        }
        return StartError::Database { file, reason };
    }
    StartError::Database {
        file,
        reason: one_line(&error.to_string()),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! The one connection that writes.

use std::io;

use sqlx::{Sqlite, SqlitePool, Transaction};

/// The one connection of this server that writes. SQLite has a single write lock, which waiting connections poll in random
/// order until their busy timeout; here writers queue instead. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Writer(SqlitePool);

impl Writer {
    /// A writer on this pool with one connection.
    pub(super) fn new(pool: SqlitePool) -> Self {
        Self(pool)
    }

    /// Begins a transaction with the write lock, so its reads stay valid until the commit. It is rolled back unless it is
    /// committed.
    ///
    /// # Errors
    /// [`sqlx::Error::PoolTimedOut`] if its turn does not come within `--database-wait-ms`, `SQLITE_BUSY` if another
    /// program then holds the lock for as long. Nothing has changed then; [`crate::api::Failure`] turns both into a 503.
    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Sqlite>, sqlx::Error> {
        let pool = self.0.clone();
        // In its own task, because a disconnect cancels the request's future at any await. If `begin_with` is cancelled
        // after the lock is taken and before the `Transaction` that would release it exists, sqlx 0.8 keeps the lock until
        // the server stops.
        tokio::spawn(async move { pool.begin_with("BEGIN IMMEDIATE").await })
            .await
            .map_err(io::Error::other)?
    }

    /// Closes the connection.
    pub(crate) async fn close(&self) {
        self.0.close().await;
    }
}

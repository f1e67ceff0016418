//! The one connection that writes.

use std::io;

use sqlx::{Sqlite, SqlitePool, Transaction};

/// The one connection of this server that writes. SQLite has a single write lock, which waiting connections poll in no order until their
/// busy timeout; here writers queue instead. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Writer(SqlitePool);

impl Writer {
    /// A writer on this pool, of one connection.
    pub(super) fn new(pool: SqlitePool) -> Self {
        Self(pool)
    }

    /// Begins a transaction with the write lock, so that its reads stay true until it commits. It is rolled back unless it is committed.
    ///
    /// # Errors
    /// [`sqlx::Error::PoolTimedOut`] if its turn does not come within `--database-wait-ms`, `SQLITE_BUSY` if another program then holds the
    /// lock for as long. Nothing has changed
    /// then; [`crate::api::Failure`] makes a 503 of both.
    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Sqlite>, sqlx::Error> {
        let pool = self.0.clone();
        // In a task of its own, because a disconnect cancels the request's future at any await. Cancelled inside `begin_with`, after the
        // lock is taken and before the `Transaction` exists that would release it, sqlx 0.8 keeps the lock until the server stops.
        tokio::spawn(async move { pool.begin_with("BEGIN IMMEDIATE").await })
            .await
            .map_err(io::Error::other)?
    }

    /// Closes the connection.
    pub(crate) async fn close(&self) {
        self.0.close().await;
    }
}

//! The one connection that writes.

use std::io;

use sqlx::{Sqlite, SqlitePool, Transaction};

/// The one connection of this server that writes. SQLite has one write lock, whose waiters try it again and again in no order, each
/// for a few seconds; here they queue instead. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Writer(SqlitePool);

impl Writer {
    /// A writer on this pool, of one connection.
    pub(super) fn new(pool: SqlitePool) -> Self {
        Self(pool)
    }

    /// Begins a transaction that has the write lock from the start, so that what it reads stays true until it commits. It is rolled
    /// back unless it is committed.
    ///
    /// # Errors
    /// [`sqlx::Error::PoolTimedOut`] where the queue does not move, `SQLITE_BUSY` where another program has the lock. Nothing has
    /// happened then; [`crate::api::Failure`] makes a 503 of both.
    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Sqlite>, sqlx::Error> {
        let pool = self.0.clone();
        // In a task of its own, because a request may be given up at any moment. Given up within `begin_with`, between the lock and the
        // `Transaction` that lets go of it, it would leave the lock taken until the server stops (sqlx 0.8).
        tokio::spawn(async move { pool.begin_with("BEGIN IMMEDIATE").await })
            .await
            .map_err(io::Error::other)?
    }

    /// Closes the connection.
    pub(crate) async fn close(&self) {
        self.0.close().await;
    }
}

//! Users and their profiles.

use shop_api::model::User;
use sqlx::{SqliteConnection, SqliteExecutor};

use crate::database::Writer;
use crate::failure::Failure;
use crate::random;

type UserRow = (String, Option<String>, String, Option<String>);

fn user((id, name, phone, email): UserRow) -> User {
    User { id, name, phone, email }
}

/// The user with this phone number; created at the first login.
pub(super) async fn user_with_phone(tx: &mut SqliteConnection, phone: &str, now: i64) -> Result<User, Failure> {
    // The update changes nothing; it makes SQLite return the row in both cases.
    let row: UserRow = sqlx::query_as(
        "INSERT INTO users (id, phone, created_at) VALUES (?, ?, ?)
         ON CONFLICT (phone) DO UPDATE SET phone = excluded.phone
         RETURNING id, name, phone, email",
    )
    .bind(random::readable_id()?)
    .bind(phone)
    .bind(now)
    .fetch_one(tx)
    .await?;
    Ok(user(row))
}

/// The user of a login that is not revoked.
pub(crate) async fn user_of_session(
    database: impl SqliteExecutor<'_>,
    user_id: &str,
    family_id: &str,
) -> Result<Option<User>, sqlx::Error> {
    let row: Option<UserRow> = sqlx::query_as(
        "SELECT u.id, u.name, u.phone, u.email
         FROM users u JOIN refresh_families f ON f.user_id = u.id
         WHERE u.id = ? AND f.id = ? AND f.revoked_at IS NULL",
    )
    .bind(user_id)
    .bind(family_id)
    .fetch_optional(database)
    .await?;
    Ok(row.map(user))
}

/// Changes name and email; empty means none.
pub(crate) async fn update_profile(
    writer: &Writer,
    user_id: &str,
    name: &str,
    email: &str,
) -> Result<User, sqlx::Error> {
    let mut tx = writer.begin().await?;
    let row: UserRow = sqlx::query_as(
        "UPDATE users SET name = nullif(?, ''), email = nullif(?, '') WHERE id = ?
         RETURNING id, name, phone, email",
    )
    .bind(name)
    .bind(email)
    .bind(user_id)
    .fetch_one(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(user(row))
}

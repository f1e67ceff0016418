//! Logins that outlive a page: refresh tokens that replace each other.
//!
//! A login is a family of tokens. Each use of a token replaces it. Two tabs may use the same token
//! at the same moment, and an answer may get lost: for [`REUSE_GRACE_MS`] a replaced token is
//! still good. Later use means that somebody has a copy, and ends the family.

use sha2::{Digest, Sha256};
use sqlx::{Sqlite, Transaction};

use crate::api::Failure;
use crate::app_state::AppState;
use crate::random;

/// Life of a refresh token that is not used, in milliseconds (30 days).
pub(crate) const REFRESH_LIFE_MS: i64 = 30 * 24 * 60 * 60 * 1000;
/// How long a replaced token is still good, in milliseconds.
const REUSE_GRACE_MS: i64 = 30 * 1000;

/// What became of a refresh token.
pub(crate) enum Rotation {
    /// It was replaced.
    Fresh {
        /// Whose login it is.
        user_id: String,
        /// The login.
        family_id: String,
        /// The token that replaces it.
        token: String,
    },
    /// It is unknown, expired or revoked.
    Refused,
}

/// Opens a login for this user and gives the family's id and first token.
pub(crate) async fn open_family(state: &AppState, user_id: &str) -> Result<(String, String), Failure> {
    let now = state.clock.now_ms();
    let family_id = random::secret_text()?;
    let mut tx = state.database.begin_with("BEGIN IMMEDIATE").await?;
    sqlx::query("INSERT INTO refresh_families (id, user_id, created_at) VALUES (?, ?, ?)")
        .bind(&family_id)
        .bind(user_id)
        .bind(now)
        .execute(&mut *tx)
        .await?;
    let token = add_token(&mut tx, &family_id, now).await?;
    tx.commit().await?;
    Ok((family_id, token))
}

/// Replaces a refresh token.
pub(crate) async fn rotate(state: &AppState, token: &str) -> Result<Rotation, Failure> {
    let now = state.clock.now_ms();
    let mut tx = state.database.begin_with("BEGIN IMMEDIATE").await?;
    let row: Option<(String, String, i64, Option<i64>)> = sqlx::query_as(
        "SELECT f.id, f.user_id, t.expires_at, t.rotated_at
         FROM refresh_tokens t JOIN refresh_families f ON f.id = t.family_id
         WHERE t.hash = ? AND f.revoked_at IS NULL",
    )
    .bind(hash_of(token))
    .fetch_optional(&mut *tx)
    .await?;
    let Some((family_id, user_id, expires_at, rotated_at)) = row else {
        return Ok(Rotation::Refused);
    };
    if now >= expires_at {
        return Ok(Rotation::Refused);
    }
    match rotated_at {
        Some(at) if now > at + REUSE_GRACE_MS => {
            revoke(&mut tx, &family_id, now).await?;
            tx.commit().await?;
            tracing::warn!(user_id, "a replaced refresh token was used again: login ended");
            return Ok(Rotation::Refused);
        }
        Some(_) => {}
        None => {
            sqlx::query("UPDATE refresh_tokens SET rotated_at = ? WHERE hash = ?")
                .bind(now)
                .bind(hash_of(token))
                .execute(&mut *tx)
                .await?;
        }
    }
    let token = add_token(&mut tx, &family_id, now).await?;
    tx.commit().await?;
    Ok(Rotation::Fresh {
        user_id,
        family_id,
        token,
    })
}

/// Ends the login that this token belongs to, if it is known.
pub(crate) async fn revoke_family_of(state: &AppState, token: &str) -> Result<(), Failure> {
    sqlx::query(
        "UPDATE refresh_families SET revoked_at = ? WHERE revoked_at IS NULL
         AND id = (SELECT family_id FROM refresh_tokens WHERE hash = ?)",
    )
    .bind(state.clock.now_ms())
    .bind(hash_of(token))
    .execute(&state.database)
    .await?;
    Ok(())
}

async fn add_token(tx: &mut Transaction<'_, Sqlite>, family_id: &str, now: i64) -> Result<String, Failure> {
    let token = random::secret_text()?;
    sqlx::query("INSERT INTO refresh_tokens (hash, family_id, created_at, expires_at) VALUES (?, ?, ?, ?)")
        .bind(hash_of(&token))
        .bind(family_id)
        .bind(now)
        .bind(now + REFRESH_LIFE_MS)
        .execute(&mut **tx)
        .await?;
    Ok(token)
}

async fn revoke(tx: &mut Transaction<'_, Sqlite>, family_id: &str, now: i64) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE refresh_families SET revoked_at = ? WHERE id = ?")
        .bind(now)
        .bind(family_id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Tokens are 256 random bits: a plain hash is enough to make a stolen database useless.
fn hash_of(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

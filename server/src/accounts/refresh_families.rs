//! Rotating refresh tokens, which let a login outlive a page.
//!
//! A login is a family of tokens. Each use of a token replaces it by a successor. A token may arrive a second time, because
//! an answer was lost or because two tabs of one browser use it at the same moment:
//!
//! - **None of its successors was used**: the answer was lost, however long ago. The token gets another successor. Successors older than
//!   [`TOGETHER_MS`] are dead. Younger ones may be the answers to other tabs; the first use shows which of them the browser kept.
//! - **A successor was used**: the token has been copied, and the family is revoked. Within [`TOGETHER_MS`] it is another tab instead.
//!
//! The use of a dead token revokes the family, too. If a token is stolen, thief and owner get different successors, and the second one to
//! be used ends the login of both.

use sha2::{Digest, Sha256};
use shop_api::model::User;
use sqlx::SqliteConnection;

use super::users::user_of_session;
use crate::app_state::AppState;
use crate::failure::Failure;
use crate::random;

/// Life of an unused refresh token, in milliseconds (30 days).
pub(crate) const REFRESH_LIFE_MS: i64 = 30 * 24 * 60 * 60 * 1000;
/// The longest interval between requests of two tabs with the same token, in milliseconds. Pages wait 15 s for an answer.
const TOGETHER_MS: i64 = 30 * 1000;

/// The result of using a refresh token.
pub(crate) enum Rotation {
    /// The token was replaced.
    Fresh {
        /// The user, read in the transaction that replaced the token. A later read could fail, and its answer would lose
        /// the token.
        user: User,
        /// The id of the login.
        family_id: String,
        /// The successor.
        token: String,
    },
    /// The token is unknown, expired or revoked.
    Refused,
}

/// A valid token, as stored.
struct Stored {
    family_id: String,
    user_id: String,
    created_at: i64,
    /// The time of its last replacement.
    rotated_at: Option<i64>,
    /// The token that it replaces; missing for the first one of a login and for tokens of older servers.
    replaces: Option<Vec<u8>>,
}

/// Opens a login for this user; returns the family's id and first token.
pub(super) async fn open_family(
    tx: &mut SqliteConnection,
    user_id: &str,
    now: i64,
) -> Result<(String, String), Failure> {
    let family_id = random::secret_text()?;
    sqlx::query("INSERT INTO refresh_families (id, user_id, created_at) VALUES (?, ?, ?)")
        .bind(&family_id)
        .bind(user_id)
        .bind(now)
        .execute(&mut *tx)
        .await?;
    let token = add_token(tx, &family_id, None, now).await?;
    Ok((family_id, token))
}

/// Replaces a refresh token.
pub(crate) async fn rotate(state: &AppState, token: &str) -> Result<Rotation, Failure> {
    let now = state.clock.now_ms();
    let hash = hash_of(token);
    // Unknown tokens are refused without the write lock, so that a flood of them does not delay writers.
    let mut reading = state.database.acquire().await?;
    if find(&mut reading, &hash, now).await?.is_none() {
        return Ok(Rotation::Refused);
    }
    drop(reading);
    let mut tx = state.writer.begin().await?;
    let Some(stored) = find(&mut tx, &hash, now).await? else {
        return Ok(Rotation::Refused);
    };
    let was_lost = was_lost(&mut tx, &hash).await?;
    let may_go_on = match stored.rotated_at {
        None => !is_dead(&mut tx, &stored, &hash, now).await?,
        Some(at) => was_lost || now <= at + TOGETHER_MS,
    };
    let Stored { family_id, user_id, .. } = stored;
    if !may_go_on {
        revoke(&mut tx, &family_id, now).await?;
        tx.commit().await?;
        tracing::warn!(user_id, "a refresh token was used twice: login revoked");
        return Ok(Rotation::Refused);
    }
    if stored.rotated_at.is_none() || was_lost {
        sqlx::query("UPDATE refresh_tokens SET rotated_at = ? WHERE hash = ?")
            .bind(now)
            .bind(&hash)
            .execute(&mut *tx)
            .await?;
    }
    let token = add_token(&mut tx, &family_id, Some(&hash), now).await?;
    let Some(user) = user_of_session(&mut *tx, &user_id, &family_id).await? else {
        return Ok(Rotation::Refused);
    };
    tx.commit().await?;
    Ok(Rotation::Fresh { user, family_id, token })
}

/// Revokes the login of this token, if the token is known.
pub(crate) async fn revoke_family_of(state: &AppState, token: &str) -> Result<(), Failure> {
    let family_id: Option<String> = sqlx::query_scalar("SELECT family_id FROM refresh_tokens WHERE hash = ?")
        .bind(hash_of(token))
        .fetch_optional(&state.database)
        .await?;
    if let Some(family_id) = family_id {
        let mut tx = state.writer.begin().await?;
        revoke(&mut tx, &family_id, state.clock.now_ms()).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The token, unless it is unknown, expired or revoked.
async fn find(connection: &mut SqliteConnection, hash: &[u8], now: i64) -> Result<Option<Stored>, sqlx::Error> {
    type Row = (String, String, i64, Option<i64>, Option<Vec<u8>>);
    let row: Option<Row> = sqlx::query_as(
        "SELECT f.id, f.user_id, t.created_at, t.rotated_at, t.replaces
         FROM refresh_tokens t JOIN refresh_families f ON f.id = t.family_id
         WHERE t.hash = ? AND t.expires_at > ? AND f.revoked_at IS NULL",
    )
    .bind(hash)
    .bind(now)
    .fetch_optional(connection)
    .await?;
    Ok(
        row.map(|(family_id, user_id, created_at, rotated_at, replaces)| Stored {
            family_id,
            user_id,
            created_at,
            rotated_at,
            replaces,
        }),
    )
}

/// Whether a replaced token has successors and none of them was used.
async fn was_lost(tx: &mut SqliteConnection, hash: &[u8]) -> Result<bool, sqlx::Error> {
    let (successors, used): (i64, i64) =
        sqlx::query_as("SELECT count(*), count(rotated_at) FROM refresh_tokens WHERE replaces = ?")
            .bind(hash)
            .fetch_one(tx)
            .await?;
    // Older servers did not record successors; without any, only the time decides.
    Ok(successors > 0 && used == 0)
}

/// Whether an unused token is dead: a sibling was issued more than [`TOGETHER_MS`] later, or a sibling has been in use for that long.
async fn is_dead(tx: &mut SqliteConnection, stored: &Stored, hash: &[u8], now: i64) -> Result<bool, sqlx::Error> {
    let Some(predecessor) = &stored.replaces else {
        return Ok(false);
    };
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM refresh_tokens
         WHERE replaces = ? AND hash <> ? AND (created_at > ? OR rotated_at < ?))",
    )
    .bind(predecessor)
    .bind(hash)
    .bind(stored.created_at + TOGETHER_MS)
    .bind(now - TOGETHER_MS)
    .fetch_one(tx)
    .await
}

async fn add_token(
    tx: &mut SqliteConnection,
    family_id: &str,
    replaces: Option<&[u8]>,
    now: i64,
) -> Result<String, Failure> {
    let token = random::secret_text()?;
    sqlx::query(
        "INSERT INTO refresh_tokens (hash, family_id, created_at, expires_at, replaces) VALUES (?, ?, ?, ?, ?)",
    )
    .bind(hash_of(&token))
    .bind(family_id)
    .bind(now)
    .bind(now + REFRESH_LIFE_MS)
    .bind(replaces)
    .execute(tx)
    .await?;
    Ok(token)
}

async fn revoke(tx: &mut SqliteConnection, family_id: &str, now: i64) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE refresh_families SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")
        .bind(now)
        .bind(family_id)
        .execute(tx)
        .await?;
    Ok(())
}

/// Tokens are 256 random bits: a plain hash is enough to make a stolen database useless.
fn hash_of(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

//! Codes that prove that a phone is in the shopper's hands.

use hmac::{Hmac, Mac};
use sha2::Sha256;
use shared_api::model::CodeChallenge;
use shared_api::rules::{is_code_shape, normalise_phone};
use sqlx::{Sqlite, Transaction};

use crate::api::Failure;
use crate::app_state::AppState;
use crate::clock::api_time;
use crate::random;
use crate::signing_secret::SigningSecret;

const CODE_LIFE_MS: i64 = 5 * 60 * 1000;
const RESEND_AFTER_MS: i64 = 30 * 1000;
const LIMIT_WINDOW_MS: i64 = 10 * 60 * 1000;
const TRIES: i64 = 5;

/// Makes a challenge for this phone. In demo mode the answer carries the code; otherwise it is
/// written to the log, since no SMS gateway is connected.
pub(crate) async fn ask_for_code(
    state: &AppState,
    phone: &str,
    resend_of: Option<&str>,
) -> Result<CodeChallenge, Failure> {
    let phone = normalise_phone(phone).ok_or_else(|| {
        Failure::bad_request(
            "bad_phone",
            "Please enter a phone number of 7 to 15 digits, such as +49 151 2345678.",
        )
        .field("phone")
    })?;
    let now = state.clock.now_ms();
    let mut tx = state.database.begin_with("BEGIN IMMEDIATE").await?;
    if let Some(earlier) = resend_of {
        refuse_early_resend(&mut tx, earlier, &phone, now).await?;
    }
    refuse_too_many(&mut tx, &phone, now, if state.demo { 1000 } else { 5 }).await?;

    let code = random::login_code()?;
    let challenge = CodeChallenge {
        challenge_id: random::secret_text()?,
        phone,
        expires_at: api_time(now + CODE_LIFE_MS),
        resend_at: api_time(now + RESEND_AFTER_MS),
        demo_code: state.demo.then(|| code.clone()),
    };
    let code_hash = keyed(&state.secret, &challenge.challenge_id, &code)
        .finalize()
        .into_bytes();
    sqlx::query(
        "INSERT INTO code_challenges
             (id, phone, code_hash, created_at, expires_at, resend_at, tries_left)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&challenge.challenge_id)
    .bind(&challenge.phone)
    .bind(code_hash.as_slice())
    .bind(now)
    .bind(now + CODE_LIFE_MS)
    .bind(now + RESEND_AFTER_MS)
    .bind(TRIES)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    if !state.demo {
        tracing::info!(phone = challenge.phone, code, "login code");
    }
    Ok(challenge)
}

async fn refuse_early_resend(
    tx: &mut Transaction<'_, Sqlite>,
    earlier: &str,
    phone: &str,
    now: i64,
) -> Result<(), Failure> {
    let resend_at: Option<i64> = sqlx::query_scalar("SELECT resend_at FROM code_challenges WHERE id = ? AND phone = ?")
        .bind(earlier)
        .bind(phone)
        .fetch_optional(&mut **tx)
        .await?;
    match resend_at {
        Some(at) if now < at => Err(Failure::too_many(
            "resend_too_soon",
            format!(
                "Please wait {} seconds before you ask for another code.",
                (at - now + 999) / 1000
            ),
        )
        .retry_after_ms(at - now)),
        _ => Ok(()),
    }
}

async fn refuse_too_many(tx: &mut Transaction<'_, Sqlite>, phone: &str, now: i64, limit: i64) -> Result<(), Failure> {
    let (open, oldest): (i64, Option<i64>) = sqlx::query_as(
        "SELECT count(*), min(created_at) FROM code_challenges
         WHERE phone = ? AND created_at > ? AND verified_at IS NULL",
    )
    .bind(phone)
    .bind(now - LIMIT_WINDOW_MS)
    .fetch_one(&mut **tx)
    .await?;
    if open < limit {
        return Ok(());
    }
    let wait = oldest.unwrap_or(now) + LIMIT_WINDOW_MS - now;
    Err(Failure::too_many(
        "too_many_codes",
        format!(
            "Too many codes were asked for with this number. Please try again in {} minutes.",
            (wait + 59_999) / 60_000
        ),
    )
    .retry_after_ms(wait))
}

/// Gives the phone number that the code proves. A challenge is good for one login.
pub(crate) async fn verify_code(state: &AppState, challenge_id: &str, code: &str) -> Result<String, Failure> {
    if !is_code_shape(code) {
        return Err(Failure::bad_request("code_malformed", "Please enter the six digits of the code.").field("code"));
    }
    let now = state.clock.now_ms();
    let mut tx = state.database.begin_with("BEGIN IMMEDIATE").await?;
    let row: Option<(String, Vec<u8>, i64, i64)> = sqlx::query_as(
        "SELECT phone, code_hash, expires_at, tries_left FROM code_challenges
         WHERE id = ? AND verified_at IS NULL",
    )
    .bind(challenge_id)
    .fetch_optional(&mut *tx)
    .await?;
    let Some((phone, code_hash, expires_at, tries_left)) = row else {
        return Err(Failure::not_found(
            "challenge_unknown",
            "This code was already used or was never sent. Please ask for a new one.",
        ));
    };
    if now >= expires_at {
        return Err(Failure::gone(
            "code_expired",
            "This code has expired. Please ask for a new one.",
        ));
    }
    if tries_left <= 0 {
        return Err(too_many_tries());
    }
    // `verify_slice` takes the same time wherever the difference is.
    if keyed(&state.secret, challenge_id, code)
        .verify_slice(&code_hash)
        .is_err()
    {
        sqlx::query("UPDATE code_challenges SET tries_left = tries_left - 1 WHERE id = ?")
            .bind(challenge_id)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        return Err(match tries_left - 1 {
            0 => too_many_tries(),
            1 => wrong_code("This code is wrong. You have one try left."),
            left => wrong_code(&format!("This code is wrong. You have {left} tries left.")),
        });
    }
    sqlx::query("UPDATE code_challenges SET verified_at = ? WHERE id = ?")
        .bind(now)
        .bind(challenge_id)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(phone)
}

fn wrong_code(message: &str) -> Failure {
    Failure::unauthorised("code_wrong", message).field("code")
}

fn too_many_tries() -> Failure {
    Failure::too_many(
        "too_many_tries",
        "This code was entered wrongly too often. Please ask for a new one.",
    )
}

/// Six digits are quickly tried out by whoever has the database file; not without the secret.
fn keyed(secret: &SigningSecret, challenge_id: &str, code: &str) -> Hmac<Sha256> {
    // HMAC's own way to take a key of any length: a full block, filled up with zeros.
    let mut block = [0; 64];
    block[..32].copy_from_slice(secret.as_bytes());
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(challenge_id.as_bytes());
    mac.update(b":");
    mac.update(code.as_bytes());
    mac
}

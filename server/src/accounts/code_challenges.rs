//! Login codes, which prove the possession of a phone.
//!
//! A code is bound to its challenge. Only the browser that requested the code knows the challenge's id, so no other client
//! can use up its tries.

use hmac::{Hmac, Mac};
use sha2::Sha256;
use shop_api::model::CodeChallenge;
use shop_api::rules::normalise_code;
use sqlx::{Sqlite, SqliteConnection, Transaction};

use super::code_limits::{self, Asker};
use super::phone_form::phone_form;
use crate::app_state::AppState;
use crate::clock::api_time;
use crate::failure::Failure;
use crate::random;
use crate::signing_secret::SigningSecret;

const CODE_LIFE_MS: i64 = 5 * 60 * 1000;
const RESEND_AFTER_MS: i64 = 30 * 1000;
const TRIES: i64 = 5;

/// The typed phone number in its stored form.
pub(crate) fn phone_of(typed: &str) -> Result<String, Failure> {
    phone_form(typed).map_err(|problem| Failure::bad_request("bad_phone", problem).field("phone"))
}

/// Creates a challenge for this phone. In demo mode the answer contains the code; otherwise the code is logged, because no
/// SMS gateway is connected.
pub(crate) async fn ask_for_code(
    state: &AppState,
    asker: &Asker<'_>,
    phone: String,
    resend_of: Option<&str>,
) -> Result<CodeChallenge, Failure> {
    let now = state.clock.now_ms();
    code_limits::refuse_flood(state, asker, &phone, now).await?;
    let mut tx = state.writer.begin().await?;
    if let Some(earlier) = resend_of {
        refuse_early_resend(&mut tx, earlier, &phone, now).await?;
    }
    code_limits::take_code(state, &mut tx, asker, &phone, now).await?;

    let code = random::login_code()?;
    let challenge = CodeChallenge {
        challenge_id: random::secret_text()?,
        phone,
        expires_at: api_time(now + CODE_LIFE_MS),
        resend_at: api_time(now + RESEND_AFTER_MS),
        resend_after_ms: Some(api_time(RESEND_AFTER_MS)),
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
    // At most the usual wait, even if the clock was set back meanwhile.
    let wait = resend_at.map_or(0, |at| (at - now).min(RESEND_AFTER_MS));
    if wait <= 0 {
        return Ok(());
    }
    Err(Failure::too_many(
        "resend_too_soon",
        format!(
            "Please wait {} seconds before you ask for another code.",
            (wait + 999) / 1000
        ),
    )
    .retry_after_ms(wait))
}

/// The result of checking a code.
pub(crate) enum CodeVerdict {
    /// The code is right and now used: a challenge allows one login. Contains the phone number.
    Right(String),
    /// The code is wrong. The transaction must still be committed, because it counts the attempt.
    Wrong(Failure),
}

/// Checks a code within a transaction, which must be committed even if the code is wrong.
pub(crate) async fn check_code(
    state: &AppState,
    tx: &mut SqliteConnection,
    asker: &Asker<'_>,
    challenge_id: &str,
    typed: &str,
) -> Result<CodeVerdict, Failure> {
    let code = normalise_code(typed).ok_or_else(|| {
        Failure::bad_request("code_malformed", "Please enter the six digits of the code.").field("code")
    })?;
    let now = state.clock.now_ms();
    let row: Option<(String, Vec<u8>, i64, i64)> = sqlx::query_as(
        "SELECT phone, code_hash, expires_at, tries_left FROM code_challenges
         WHERE id = ? AND verified_at IS NULL",
    )
    .bind(challenge_id)
    .fetch_optional(&mut *tx)
    .await?;
    let (phone, code_hash, expires_at, tries_left) = row.ok_or_else(challenge_unknown)?;
    if now >= expires_at {
        return Err(Failure::gone(
            "code_expired",
            "This code has expired. Please ask for a new one.",
        ));
    }
    if tries_left <= 0 {
        return Err(too_many_tries());
    }
    // The first try of a code is always allowed, because the limits on codes bound it. So wrong guesses from the same
    // network do not lock the owner of a number out.
    if tries_left < TRIES {
        code_limits::look_at_guesses(state, tx, asker, &phone, now).await?;
    }
    // `verify_slice` takes constant time.
    if keyed(&state.secret, challenge_id, &code)
        .verify_slice(&code_hash)
        .is_err()
    {
        code_limits::count_guess(state, tx, asker, &phone, now).await?;
        sqlx::query("UPDATE code_challenges SET tries_left = tries_left - 1 WHERE id = ?")
            .bind(challenge_id)
            .execute(tx)
            .await?;
        return Ok(CodeVerdict::Wrong(match tries_left - 1 {
            0 => too_many_tries(),
            1 => wrong_code("This code is wrong. You have one try left."),
            left => wrong_code(&format!("This code is wrong. You have {left} tries left.")),
        }));
    }
    sqlx::query("UPDATE code_challenges SET verified_at = ? WHERE id = ?")
        .bind(now)
        .bind(challenge_id)
        .execute(tx)
        .await?;
    Ok(CodeVerdict::Right(phone))
}

/// Refuses an unknown challenge without the write lock, so that a flood of made-up ids does not delay writers.
pub(crate) async fn refuse_unknown_challenge(state: &AppState, challenge_id: &str) -> Result<(), Failure> {
    let known: Option<i64> = sqlx::query_scalar("SELECT 1 FROM code_challenges WHERE id = ?")
        .bind(challenge_id)
        .fetch_optional(&state.database)
        .await?;
    known.map(drop).ok_or_else(challenge_unknown)
}

fn challenge_unknown() -> Failure {
    Failure::not_found(
        "challenge_unknown",
        "This code was already used or was never sent. Please ask for a new one.",
    )
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

/// Keyed with the secret: a plain hash of six digits could be reversed by anyone with the database file.
fn keyed(secret: &SigningSecret, challenge_id: &str, code: &str) -> Hmac<Sha256> {
    let mut mac = secret.keyed_hash("code");
    mac.update(challenge_id.as_bytes());
    mac.update(b":");
    mac.update(code.as_bytes());
    mac
}

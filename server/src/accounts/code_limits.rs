//! Rate limits of sending and guessing login codes.
//!
//! Requests of strangers and of a number's owner are counted separately: by address, and by the device cookie if the
//! browser has logged in with the number before. So a stranger's requests for a number use up the stranger's own limit.

use sqlx::SqliteConnection;

use crate::app_state::AppState;
use crate::client_address::ClientAddress;
use crate::failure::Failure;
use crate::rate_limits::{self, Key, Limit, Wait};

const FROM_NETWORK: &str = "from your network";
const WITH_NUMBER: &str = "with this number";

/// The sender of a request for a code, or of a guess.
pub(crate) struct Asker<'a> {
    /// The client's address.
    pub(crate) address: ClientAddress,
    /// The browser's id for a number that it has logged in with before.
    pub(crate) device_for: &'a (dyn Fn(&str) -> Option<&'a str> + Sync),
}

/// Refuses an address over its limit without the write lock, so that a flood of requests does not delay writers.
pub(super) async fn refuse_flood(state: &AppState, asker: &Asker<'_>, phone: &str, now: i64) -> Result<(), Failure> {
    if (asker.device_for)(phone).is_some() {
        return Ok(());
    }
    let key = Key::of(&state.secret, &[&asker.address.as_text()]);
    let mut reading = state.database.acquire().await?;
    rate_limits::look(&mut reading, state.limits.codes_of_address, &key, now)
        .await?
        .map_err(|wait| too_many_codes(FROM_NETWORK, wait))
}

/// Counts a code for this number, or refuses it with the time to wait.
pub(super) async fn take_code(
    state: &AppState,
    tx: &mut SqliteConnection,
    asker: &Asker<'_>,
    phone: &str,
    now: i64,
) -> Result<(), Failure> {
    let (limits, secret) = (&state.limits, &state.secret);
    if let Some(device) = (asker.device_for)(phone) {
        let key = Key::of(secret, &[device, phone]);
        return rate_limits::take(tx, limits.codes_of_device, &key, now)
            .await?
            .map_err(|wait| too_many_codes(WITH_NUMBER, wait));
    }
    let address = asker.address.as_text();
    for (limit, parts, whose) in [
        (limits.codes_of_address, &[address.as_str()][..], FROM_NETWORK),
        (limits.codes_of_number_and_address, &[phone, &address], WITH_NUMBER),
        (limits.codes_of_number, &[phone], WITH_NUMBER),
    ] {
        rate_limits::take(tx, limit, &Key::of(secret, parts), now)
            .await?
            .map_err(|wait| too_many_codes(whose, wait))?;
    }
    Ok(())
}

/// Checks whether another guess is allowed. A browser that has logged in with this number before is limited only by the
/// tries of its codes.
pub(super) async fn look_at_guesses(
    state: &AppState,
    tx: &mut SqliteConnection,
    asker: &Asker<'_>,
    phone: &str,
    now: i64,
) -> Result<(), Failure> {
    if (asker.device_for)(phone).is_some() {
        return Ok(());
    }
    for (limit, key, whose) in guess_limits(state, asker, phone) {
        rate_limits::look(tx, limit, &key, now)
            .await?
            .map_err(|wait| too_many_guesses(whose, wait))?;
    }
    Ok(())
}

/// Counts a wrong guess.
pub(super) async fn count_guess(
    state: &AppState,
    tx: &mut SqliteConnection,
    asker: &Asker<'_>,
    phone: &str,
    now: i64,
) -> Result<(), sqlx::Error> {
    if (asker.device_for)(phone).is_some() {
        return Ok(());
    }
    for (limit, key, _) in guess_limits(state, asker, phone) {
        rate_limits::count(tx, limit, &key, now).await?;
    }
    Ok(())
}

fn guess_limits(state: &AppState, asker: &Asker<'_>, phone: &str) -> [(Limit, Key, &'static str); 2] {
    let key = |part: &str| Key::of(&state.secret, &[part]);
    [
        (
            state.limits.guesses_of_address,
            key(&asker.address.as_text()),
            "came from your network. Please try again",
        ),
        (
            state.limits.guesses_of_number,
            key(phone),
            "were entered for this number. Please ask for a new code, or try again",
        ),
    ]
}

fn too_many_guesses(whose: &str, wait: Wait) -> Failure {
    Failure::too_many(
        "too_many_guesses",
        format!("Too many wrong codes {whose} in {}.", wait.in_words()),
    )
    .retry_after_ms(wait.ms)
}

fn too_many_codes(whose: &str, wait: Wait) -> Failure {
    Failure::too_many(
        "too_many_codes",
        format!(
            "Too many codes were asked for {whose}. Please try again in {}.",
            wait.in_words()
        ),
    )
    .retry_after_ms(wait.ms)
}

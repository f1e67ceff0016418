//! How often codes are sent and guessed.
//!
//! The counts of strangers and of a number's owner are kept apart: by the address, and, for a browser that has logged in with the number
//! before, by its cookie. So a stranger who asks for codes to a number uses up their own count.

use sqlx::SqliteConnection;

use crate::api::{ClientAddress, Failure};
use crate::app_state::AppState;
use crate::rate_limits::{self, Key, Wait};

/// Who asks for a code or enters one.
pub(crate) struct Asker<'a> {
    /// From where.
    pub(crate) address: ClientAddress,
    /// The browser's id for a number that it has logged in with before.
    pub(crate) device_for: &'a (dyn Fn(&str) -> Option<&'a str> + Sync),
}

/// Counts a code that is sent to this number, or says how long to wait.
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
            .map_err(|wait| too_many_codes("with this number", wait));
    }
    let address = asker.address.as_text();
    for (limit, parts, whose) in [
        (limits.codes_of_address, &[address.as_str()][..], "from your network"),
        (
            limits.codes_of_number_and_address,
            &[phone, &address],
            "with this number",
        ),
        (limits.codes_of_number, &[phone], "with this number"),
    ] {
        rate_limits::take(tx, limit, &Key::of(secret, parts), now)
            .await?
            .map_err(|wait| too_many_codes(whose, wait))?;
    }
    Ok(())
}

/// Whether another guess is allowed from here. A browser that has logged in with this number before has the tries of its codes.
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
    let key = Key::of(&state.secret, &[&asker.address.as_text()]);
    rate_limits::look(tx, state.limits.guesses_of_address, &key, now)
        .await?
        .map_err(|wait| {
            Failure::too_many(
                "too_many_guesses",
                format!(
                    "Too many wrong codes came from your network. Please try again in {}.",
                    wait.in_words()
                ),
            )
            .retry_after_ms(wait.ms)
        })
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
    let key = Key::of(&state.secret, &[&asker.address.as_text()]);
    rate_limits::count(tx, state.limits.guesses_of_address, &key, now).await
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

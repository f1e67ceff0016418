//! Counts of shoppers' events, without ids or names.

use shop_api::events::{EventDetail, EventType};

use crate::app_state::AppState;
use crate::client_address::ClientAddress;
use crate::failure::Failure;
use crate::rate_limits::{self, Key, Wait};

const MINUTE_MS: i64 = 60 * 1000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// The maximum number of events per minute, of all shoppers together: they cannot be told apart, and the table must not
/// fill the disk.
const MAX_IN_A_MINUTE: i64 = 6000;

/// The retention time of events.
pub(crate) const KEPT_MS: i64 = 90 * DAY_MS;

/// Stores these events in this order, all or none.
pub(crate) async fn keep(
    state: &AppState,
    address: &ClientAddress,
    events: &[(EventType, EventDetail)],
) -> Result<(), Failure> {
    let now = state.clock.now_ms();
    let key = Key::of(&state.secret, &[&address.as_text()]);
    let too_many = |wait: Wait| too_many_events().retry_after_ms(wait.ms);
    // Checked first without the write lock, because an address over its limit may continue to report.
    let mut reading = state.database.acquire().await?;
    rate_limits::look(&mut reading, state.limits.reports_of_address, &key, now)
        .await?
        .map_err(too_many)?;
    drop(reading);
    let mut tx = state.writer.begin().await?;
    rate_limits::take(&mut tx, state.limits.reports_of_address, &key, now)
        .await?
        .map_err(too_many)?;
    let (lately,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM events WHERE received_at > ?")
        .bind(now - MINUTE_MS)
        .fetch_one(&mut *tx)
        .await?;
    if lately.saturating_add_unsigned(events.len() as u64) > MAX_IN_A_MINUTE {
        return Err(too_many_events().retry_after_ms(MINUTE_MS));
    }
    for (event, detail) in events {
        sqlx::query("INSERT INTO events (type, pieces, total_cents, received_at) VALUES (?, ?, ?, ?)")
            .bind(event.as_str())
            .bind(detail.pieces)
            .bind(i64::try_from(detail.total_cents).unwrap_or(i64::MAX))
            .bind(now)
            .execute(&mut *tx)
            .await?;
    }
    tx.commit().await?;
    Ok(())
}

fn too_many_events() -> Failure {
    Failure::too_many(
        "too_many_events",
        "Too many events were reported. Please report fewer, or try again later.",
    )
}

//! Support tickets.

use shop_api::model::{Ticket, TicketStatus};
use sqlx::SqlitePool;

use super::refuse_other_text;
use crate::app_state::AppState;
use crate::clock::api_time;
use crate::database::Writer;
use crate::failure::Failure;
use crate::random;
use crate::rate_limits::{self, Key};

type TicketRow = (String, String, bool, i64);

fn ticket((id, subject, is_open, created_at): TicketRow) -> Ticket {
    Ticket {
        id,
        subject,
        status: if is_open {
            TicketStatus::Open
        } else {
            TicketStatus::Closed
        },
        created_at: api_time(created_at),
    }
}

/// The user's tickets, newest first.
pub(crate) async fn tickets_of(database: &SqlitePool, user_id: &str) -> Result<Vec<Ticket>, sqlx::Error> {
    let rows: Vec<TicketRow> = sqlx::query_as(
        "SELECT id, subject, status = 'open', created_at FROM tickets
         WHERE user_id = ? ORDER BY created_at DESC, rowid DESC",
    )
    .bind(user_id)
    .fetch_all(database)
    .await?;
    Ok(rows.into_iter().map(ticket).collect())
}

/// Opens a ticket. Idempotent: a repeated request with the same key returns the first one's ticket.
pub(crate) async fn open_ticket(
    state: &AppState,
    user_id: &str,
    subject: &str,
    request_key: Option<&str>,
) -> Result<Ticket, Failure> {
    let now = state.clock.now_ms();
    let mut tx = state.writer.begin().await?;
    let before: Option<TicketRow> = sqlx::query_as(
        "SELECT id, subject, status = 'open', created_at FROM tickets WHERE user_id = ? AND request_key = ?",
    )
    .bind(user_id)
    .bind(request_key)
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(row) = before {
        refuse_other_text(&row.1, subject)?;
        return Ok(ticket(row));
    }
    rate_limits::take(
        &mut tx,
        state.limits.tickets_of_user,
        &Key::of(&state.secret, &[user_id]),
        now,
    )
    .await?
    .map_err(|wait| {
        Failure::too_many(
            "too_many_tickets",
            format!(
                "You have opened many tickets just now. Please open another one in {}.",
                wait.in_words()
            ),
        )
        .retry_after_ms(wait.ms)
    })?;
    let row: TicketRow = sqlx::query_as(
        "INSERT INTO tickets (id, user_id, subject, status, created_at, request_key) VALUES (?, ?, ?, 'open', ?, ?)
         RETURNING id, subject, status = 'open', created_at",
    )
    .bind(random::readable_id()?)
    .bind(user_id)
    .bind(subject)
    .bind(now)
    .bind(request_key)
    .fetch_one(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(ticket(row))
}

/// Closes a ticket of this user. Idempotent.
pub(crate) async fn close_ticket(writer: &Writer, user_id: &str, id: &str) -> Result<Option<Ticket>, sqlx::Error> {
    let mut tx = writer.begin().await?;
    let row: Option<TicketRow> = sqlx::query_as(
        "UPDATE tickets SET status = 'closed' WHERE id = ? AND user_id = ?
         RETURNING id, subject, status = 'open', created_at",
    )
    .bind(id)
    .bind(user_id)
    .fetch_optional(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(row.map(ticket))
}

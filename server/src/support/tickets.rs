//! Questions that people of the shop answer.

use shared_api::model::{Ticket, TicketStatus};
use sqlx::SqlitePool;

use crate::api::Failure;
use crate::app_state::AppState;
use crate::clock::api_time;
use crate::random;

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

/// Opens a ticket.
pub(crate) async fn open_ticket(state: &AppState, user_id: &str, subject: &str) -> Result<Ticket, Failure> {
    let row: TicketRow = sqlx::query_as(
        "INSERT INTO tickets (id, user_id, subject, status, created_at) VALUES (?, ?, ?, 'open', ?)
         RETURNING id, subject, status = 'open', created_at",
    )
    .bind(random::readable_id()?)
    .bind(user_id)
    .bind(subject)
    .bind(state.clock.now_ms())
    .fetch_one(&state.database)
    .await?;
    Ok(ticket(row))
}

/// Closes a ticket, if it is this user's; one that is closed stays so.
pub(crate) async fn close_ticket(
    database: &SqlitePool,
    user_id: &str,
    id: &str,
) -> Result<Option<Ticket>, sqlx::Error> {
    let row: Option<TicketRow> = sqlx::query_as(
        "UPDATE tickets SET status = 'closed' WHERE id = ? AND user_id = ?
         RETURNING id, subject, status = 'open', created_at",
    )
    .bind(id)
    .bind(user_id)
    .fetch_optional(database)
    .await?;
    Ok(row.map(ticket))
}

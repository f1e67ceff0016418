//! Reports of the host's analytics.

use axum::extract::State;
use axum::http::StatusCode;
use serde_json::Value;
use shop_api::events::{MAX_REPORT_BYTES, MAX_REPORTED, ReportedEvent};

use super::json_body::JsonBody;
use crate::analytics;
use crate::app_state::AppState;
use crate::client_address::ClientAddress;
use crate::failure::Failure;

/// Stores an array of events and ignores unknown ones: a page may be newer than the server, and a beacon gets no answer.
pub(super) async fn take(
    State(state): State<AppState>,
    address: ClientAddress,
    JsonBody(reported): JsonBody<Vec<Value>, MAX_REPORT_BYTES>,
) -> Result<StatusCode, Failure> {
    if reported.len() > MAX_REPORTED {
        return Err(Failure::bad_request(
            "too_many_reported",
            format!("Please report at most {MAX_REPORTED} events at once."),
        ));
    }
    let count = reported.len();
    let events: Vec<_> = reported
        .into_iter()
        .filter_map(|event| serde_json::from_value::<ReportedEvent>(event).ok()?.check())
        .collect();
    if events.len() < count {
        tracing::debug!(dropped = count - events.len(), "unknown events were dropped");
    }
    if !events.is_empty() {
        analytics::keep(&state, &address, &events).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

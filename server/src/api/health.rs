//! The health check, for monitoring.

use axum::Json;
use axum::extract::State;
use serde::Serialize;

use crate::app_state::AppState;
use crate::failure::Failure;

#[derive(Serialize)]
pub(super) struct Health {
    status: &'static str,
    version: &'static str,
}

pub(super) async fn health(State(state): State<AppState>) -> Result<Json<Health>, Failure> {
    sqlx::query("SELECT 1 FROM products LIMIT 1")
        .execute(&state.database)
        .await?;
    Ok(Json(Health {
        status: "ok",
        version: env!("CARGO_PKG_VERSION"),
    }))
}

//! Orders: placing and listing.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use shop_api::model::{Order, OrderList, OrderRequest, PurchaseStatus};

use super::bearer::Shopper;
use super::idempotency_key::{bad_idempotency_key, idempotency_key};
use super::json_body::JsonBody;
use super::path_id::PathId;
use crate::app_state::AppState;
use crate::failure::Failure;
use crate::ordering::{Placed, order_of, order_of_purchase, orders_of, place_order};

pub(super) async fn place(
    State(state): State<AppState>,
    Shopper(user): Shopper,
    headers: HeaderMap,
    JsonBody(body): JsonBody<OrderRequest>,
) -> Result<(StatusCode, Json<Order>), Failure> {
    let key = idempotency_key(&headers)?.ok_or_else(bad_idempotency_key)?;
    Ok(match place_order(&state, &user.id, key, &body).await? {
        Placed::Now(order) => (StatusCode::CREATED, Json(order)),
        Placed::Before(order) => (StatusCode::OK, Json(order)),
    })
}

pub(super) async fn list(State(state): State<AppState>, Shopper(user): Shopper) -> Result<Json<OrderList>, Failure> {
    let orders = orders_of(&state.database, &user.id).await?;
    Ok(Json(OrderList { orders }))
}

pub(super) async fn one(
    State(state): State<AppState>,
    Shopper(user): Shopper,
    PathId(id): PathId,
) -> Result<Json<Order>, Failure> {
    order_of(&state.database, &user.id, &id)
        .await?
        .map(Json)
        .ok_or_else(|| {
            Failure::not_found(
                "order_unknown",
                "You have no such order. Please look at the list of your orders.",
            )
        })
}

/// The order of a purchase. A missing order is not an error: a page with an open purchase asks at each start.
pub(super) async fn of_purchase(
    State(state): State<AppState>,
    Shopper(user): Shopper,
    PathId(id): PathId,
) -> Result<Json<PurchaseStatus>, Failure> {
    let order = order_of_purchase(&state.database, &user.id, &id).await?;
    Ok(Json(PurchaseStatus { order }))
}

//! The one error format of the API.

use serde::{Deserialize, Serialize};
use tarn_wire::Wire;

use super::orders::OrderDifference;

/// Body of every answer with a status of 400 or more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct ErrorBody {
    /// The error.
    pub error: ErrorDetails,
}

/// An error, for programs and for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct ErrorDetails {
    /// Stable, in `snake_case`.
    pub code: String,
    /// One sentence with the next step for the shopper.
    pub message: String,
    /// The invalid field of the request, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The time to wait before the next attempt, in milliseconds, if waiting helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_ms: Option<u64>,
    /// The products that prevent the order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[wire(default)]
    pub differences: Vec<OrderDifference>,
}

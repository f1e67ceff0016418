//! The one shape of every error the API answers.

use serde::{Deserialize, Serialize};
use tarn_wire::Wire;

use super::orders::OrderDifference;

/// Body of every answer with a status of 400 or more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct ErrorBody {
    /// What went wrong.
    pub error: ErrorDetails,
}

/// What went wrong, for programs and for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Wire)]
#[serde(rename_all = "camelCase")]
pub struct ErrorDetails {
    /// Stable, in `snake_case`.
    pub code: String,
    /// One sentence that says what to do.
    pub message: String,
    /// The field of the request that is wrong, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// How long to wait before trying again, in milliseconds, if waiting helps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_ms: Option<u64>,
    /// What makes it impossible to place the order as it was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[wire(default)]
    pub differences: Vec<OrderDifference>,
}

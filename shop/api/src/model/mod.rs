//! The types of the HTTP API, plain serde, in JSON with camelCase names.
//!
//! Money is in cents, times are milliseconds since the Unix epoch, ids are opaque strings.

mod auth;
mod catalogue;
mod error;
mod orders;
mod support;

pub use auth::{CodeChallenge, CodeCheck, CodeRequest, ProfileUpdate, Session, User};
#[cfg(feature = "client")]
pub(crate) use catalogue::percent_encode_into;
pub use catalogue::{Category, Product, ProductPage, ProductQuery, ProductSort};
pub use error::{ErrorBody, ErrorDetails};
pub use orders::{
    Order, OrderDifference, OrderDifferenceKind, OrderLine, OrderLineRequest, OrderList, OrderRequest, OrderStatus,
    PurchaseStatus,
};
pub use support::{ChatAuthor, ChatLog, ChatMessage, ChatRequest, Ticket, TicketList, TicketRequest, TicketStatus};

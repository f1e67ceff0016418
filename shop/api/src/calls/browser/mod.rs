//! The calls of a page, which go through its one client.

mod auth;
mod orders;
pub(crate) mod page_client;
mod profile;
mod support;

pub use auth::{log_out, request_code, verify_code};
pub use orders::place_order;
pub use profile::save_profile;
pub use support::{close_ticket, open_ticket, send_chat};

//! What a view asks the shop to do, as functions, the same in host, remotes and standalone pages. What it asks to know is in
//! [`queries`](crate::queries).
//!
//! They all go through the page's one client, which the page's owner offers as
//! `window.__TARN__.request` and `mutate`. All fail with [`ApiError`]: what the server said,
//! [`ApiError::NETWORK`], [`ApiError::TIMEOUT`], [`ApiError::NONSENSE`],
//! [`ApiError::SESSION_ENDED`] (after which the owner has already logged out) or
//! [`ApiError::NO_CLIENT`].

mod auth;
mod orders;
pub(crate) mod page_client;
mod profile;
mod support;

#[cfg(doc)]
use crate::ApiError;

pub use auth::{log_out, request_code, verify_code};
pub use orders::place_order;
pub use profile::save_profile;
pub use support::{close_ticket, open_ticket, send_chat};
